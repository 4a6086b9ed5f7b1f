#include "tray/widgets/settingsbinder.h"

#include "core/qtext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace mimir {
namespace {

constexpr const char *kSetting = "setting";

QString keyOf(const QWidget *control)
{
    return control->property(kSetting).toString();
}

int scaleOf(const QWidget *control)
{
    const int scale = control->property("scale").toInt();
    return scale > 0 ? scale : 1;
}

bool isSetElsewhere(const QWidget *control)
{
    return control->property("together").toBool();
}

} // namespace

SettingsBinder::SettingsBinder(Settings &settings, QWidget *form, QLabel *message)
    : QObject(form), m_settings(settings), m_form(form), m_message(message)
{
    m_message->hide();
    for (QWidget *control : form->findChildren<QWidget *>()) {
        const Setting *setting = findSetting(keyOf(control).toStdString());
        if (!setting)
            continue;
        control->setToolTip(settingText(setting->text));
        control->setAccessibleDescription(settingText(setting->text));
        if (control->accessibleName().isEmpty() && !qobject_cast<QCheckBox *>(control))
            control->setAccessibleName(settingText(setting->title));
        if (auto *inner = control->findChild<QLineEdit *>()) // of a spin box
            inner->setAccessibleName(control->accessibleName());
        if (auto *box = qobject_cast<QCheckBox *>(control))
            bind(box, *setting);
        else if (auto *choice = qobject_cast<QComboBox *>(control))
            bind(choice, *setting);
        else if (auto *number = qobject_cast<QSpinBox *>(control))
            bind(number, *setting);
        else if (auto *edit = qobject_cast<QLineEdit *>(control))
            bind(edit, *setting);
    }
    connect(&settings, &Settings::changed, this, &SettingsBinder::show);
    show();
}

void SettingsBinder::bind(QCheckBox *box, const Setting &setting)
{
    connect(box, &QCheckBox::clicked, this,
        [this, key = setting.key](bool on) { setOne(key, on ? "true" : "false"); });
}

void SettingsBinder::bind(QComboBox *box, const Setting &setting)
{
    for (const SettingChoice &choice : setting.choices)
        box->addItem(settingText(choice.text), toQString(choice.value));
    if (isSetElsewhere(box))
        return;
    connect(box, &QComboBox::activated, this,
        [this, box, key = setting.key] { setOne(key, box->currentData().toString().toStdString()); });
}

void SettingsBinder::bind(QSpinBox *box, const Setting &setting)
{
    const int scale = scaleOf(box);
    const auto least = setting.special ? std::min(*setting.special, setting.least) : setting.least;
    box->setRange(static_cast<int>(least / scale), static_cast<int>(setting.most / scale));
    box->setKeyboardTracking(false);
    if (setting.special && setting.key == settings::kInterval)
        box->setSpecialValueText(tr("not at all – live"));
    if (isSetElsewhere(box))
        return;
    connect(box, &QSpinBox::valueChanged, this, [this, scale, key = setting.key](int value) {
        setOne(key, std::to_string(static_cast<std::int64_t>(value) * scale));
    });
}

void SettingsBinder::bind(QLineEdit *edit, const Setting &setting)
{
    edit->setMaxLength(253);
    if (isSetElsewhere(edit))
        return;
    connect(edit, &QLineEdit::editingFinished, this,
        [this, edit, key = setting.key] { setOne(key, edit->text().trimmed().toStdString()); });
}

void SettingsBinder::show()
{
    for (QWidget *control : m_form->findChildren<QWidget *>()) {
        const std::string key = keyOf(control).toStdString();
        if (!findSetting(key))
            continue;
        const QSignalBlocker quiet(control); // not chosen by the user: must not be written back
        if (auto *box = qobject_cast<QCheckBox *>(control))
            box->setChecked(m_settings.isOn(key));
        else if (auto *choice = qobject_cast<QComboBox *>(control))
            choice->setCurrentIndex(choice->findData(QString::fromStdString(m_settings.value(key))));
        else if (auto *number = qobject_cast<QSpinBox *>(control))
            number->setValue(static_cast<int>(m_settings.number(key) / scaleOf(number)));
        else if (auto *edit = qobject_cast<QLineEdit *>(control); edit && !edit->isModified())
            edit->setText(QString::fromStdString(m_settings.value(key)));
    }
}

void SettingsBinder::setOne(std::string_view key, const std::string &value)
{
    if (m_settings.value(key) != value && !set(SettingValues {{std::string(key), value}}))
        show();
}

bool SettingsBinder::set(const SettingValues &values)
{
    const auto done = m_settings.set(values);
    m_message->setVisible(!done.ok());
    if (!done)
        m_message->setText(settingsErrorText(done.error()));
    else
        for (QLineEdit *edit : m_form->findChildren<QLineEdit *>())
            edit->setModified(false);
    if (done)
        show();
    return done.ok();
}

} // namespace mimir
