#include "tray/pages/aboutpage.h"

#include "tray/widgets/rowlist.h"
#include "tray/widgets/stateicon.h"
#include "ui_aboutpage.h"

#include <QCoreApplication>
#include <QDir>
#include <QSysInfo>

namespace mimir {

AboutPage::AboutPage(const QString &profileDirectory, QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::AboutPage>())
{
    m_ui->setupUi(this);
    dropAutoDefaults(this);
    QFont font = m_ui->aboutTitle->font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    font.setBold(true);
    m_ui->aboutTitle->setFont(font);
    m_ui->aboutIcon->setPixmap(programIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    m_ui->aboutIcon->setAccessibleName(QStringLiteral("Mimir Sync"));
    m_ui->aboutVersion->setText(tr("Version %1").arg(QCoreApplication::applicationVersion()));
    m_ui->profileValue->setText(QDir::toNativeSeparators(profileDirectory));
    m_ui->licenseValue->setText(tr("GNU General Public License, version 3 or later"));
    m_ui->qtValue->setText(
        QStringLiteral("Qt %1, %2").arg(QLatin1String(qVersion()), QSysInfo::prettyProductName()));
    setProblems({});
    connect(m_ui->diagnosticsButton, &QPushButton::clicked, this, &AboutPage::diagnosticsRequested);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &AboutPage::exportRequested);
    connect(m_ui->importButton, &QPushButton::clicked, this, &AboutPage::importRequested);
    connect(m_ui->wizardButton, &QPushButton::clicked, this, &AboutPage::wizardRequested);
}

AboutPage::~AboutPage() = default;

void AboutPage::setProblems(const QStringList &sentences)
{
    m_ui->problemsLabel->setText(sentences.join(u'\n'));
    m_ui->problemsLabel->setVisible(!sentences.isEmpty());
}

} // namespace mimir
