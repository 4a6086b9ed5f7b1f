#include "tray/widgets/textdialog.h"

#include "core/durablefile.h"
#include "tray/widgets/filechooser.h"
#include "tray/widgets/rowlist.h"
#include "ui_textdialog.h"

#include <QClipboard>
#include <QDir>
#include <QFontDatabase>

namespace mimir {

TextDialog::TextDialog(
    const QString &title, const QString &intro, const QString &text, const QString &fileName, QWidget *parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::TextDialog>()), m_text(text), m_fileName(fileName)
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    setWindowTitle(title);
    m_ui->introLabel->setText(intro);
    m_ui->text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_ui->text->setPlainText(text);
    m_ui->text->setAccessibleName(title);
    m_ui->messageLabel->hide();
    m_ui->saveButton->setVisible(!fileName.isEmpty());
    connect(m_ui->saveButton, &QPushButton::clicked, this, &TextDialog::save);
    connect(m_ui->copyButton, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_text); });
}

TextDialog::~TextDialog() = default;

void TextDialog::save()
{
    const QString path = chooseFile(this,
        {windowTitle(), QDir::home().filePath(m_fileName), QFileDialog::AcceptSave, QFileDialog::AnyFile});
    if (path.isEmpty())
        return;
    const bool saved = saveTo(path);
    m_ui->messageLabel->setText(
        saved ? tr("Saved.") : tr("It could not be saved there. Nothing was changed: choose another place."));
    m_ui->messageLabel->show();
}

bool TextDialog::saveTo(const QString &path)
{
    return writeDurably(path, m_text.toStdString(), FileMode::Private).ok();
}

QString TextDialog::shownJson(const std::string &json)
{
    const QString text = QString::fromStdString(json);
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        const ushort code = c.unicode();
        const bool hidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || code == 0x2028 || code == 0x2029;
        if (hidden)
            shown += QStringLiteral("\\u%1").arg(code, 4, 16, QLatin1Char('0'));
        else
            shown += c;
    }
    return shown;
}

} // namespace mimir
