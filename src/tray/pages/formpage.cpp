#include "tray/pages/formpage.h"

#include "tray/widgets/settingsbinder.h"
#include "ui_notificationspage.h"
#include "ui_syncpage.h"

namespace mimir {

SyncPage::SyncPage(Settings &settings, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_ui(std::make_unique<Ui::SyncPage>())
{
    m_ui->setupUi(this);
    m_binder = new SettingsBinder(settings, this, m_ui->messageLabel);
    connect(m_ui->proxyModeBox, &QComboBox::activated, this, &SyncPage::setProxy);
    connect(m_ui->proxyTypeBox, &QComboBox::activated, this, &SyncPage::setProxy);
    connect(m_ui->proxyPortBox, &QSpinBox::valueChanged, this, &SyncPage::setProxy);
    for (QLineEdit *edit : {m_ui->proxyHostEdit, m_ui->proxyUserEdit})
        connect(edit, &QLineEdit::editingFinished, this, &SyncPage::setProxy);
    connect(m_ui->proxyPasswordEdit, &QLineEdit::editingFinished, this, &SyncPage::setProxyPassword);
    connect(&settings, &Settings::changed, this, &SyncPage::showProxy);
    showProxy();
}

SyncPage::~SyncPage() = default;

void SyncPage::showProxy()
{
    const bool manual = m_ui->proxyModeBox->currentData().toString() == QLatin1String("manual");
    for (QWidget *control : std::initializer_list<QWidget *> {m_ui->proxyTypeBox, m_ui->proxyHostEdit,
             m_ui->proxyPortBox, m_ui->proxyUserEdit, m_ui->proxyPasswordEdit})
        m_ui->proxyForm->setRowVisible(control, manual);
    const bool kept = !m_settings.value(settings::kProxyPassword).empty();
    m_ui->proxyPasswordEdit->setPlaceholderText(kept ? tr("(stored)") : QString());
}

void SyncPage::setProxyPassword()
{
    if (!m_ui->proxyPasswordEdit->isModified())
        return;
    const QString password = m_ui->proxyPasswordEdit->text();
    m_ui->proxyPasswordEdit->setText({}); // unmodified from now on
    Q_EMIT proxyPasswordChanged(password);
}

void SyncPage::showError(const QString &sentence)
{
    m_ui->messageLabel->setText(sentence);
    m_ui->messageLabel->show();
}

// A custom proxy is useless without its host: it takes effect as soon as the host is known.
void SyncPage::setProxy()
{
    const std::string mode = m_ui->proxyModeBox->currentData().toString().toStdString();
    const std::string host = m_ui->proxyHostEdit->text().trimmed().toStdString();
    showProxy();
    if (mode == "manual" && host.empty()) {
        if (sender() == m_ui->proxyModeBox)
            m_ui->proxyHostEdit->setFocus();
        return;
    }
    SettingValues changed;
    for (const auto &[key, value] : SettingValues {{std::string(settings::kProxyMode), mode},
             {std::string(settings::kProxyType), m_ui->proxyTypeBox->currentData().toString().toStdString()},
             {std::string(settings::kProxyHost), host},
             {std::string(settings::kProxyPort), std::to_string(m_ui->proxyPortBox->value())},
             {std::string(settings::kProxyUser), m_ui->proxyUserEdit->text().trimmed().toStdString()}})
        if (m_settings.value(key) != value)
            changed.emplace(key, value);
    if (!changed.empty())
        m_binder->set(changed);
}

NotificationsPage::NotificationsPage(Settings &settings, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::NotificationsPage>())
{
    m_ui->setupUi(this);
    new SettingsBinder(settings, this, m_ui->messageLabel); // owned by the page
}

NotificationsPage::~NotificationsPage() = default;

} // namespace mimir
