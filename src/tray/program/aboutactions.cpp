#include "tray/program/aboutactions.h"

#include "app/diagnostics.h"
#include "app/settings.h"
#include "core/regularfile.h"
#include "sync/status/syncstatus.h"
#include "tray/model/syncthread.h"
#include "tray/pages/aboutpage.h"
#include "tray/pages/settingsdialog.h"
#include "tray/program/historyexport.h"
#include "tray/program/historyimport.h"
#include "tray/widgets/filechooser.h"
#include "tray/widgets/questions.h"
#include "tray/widgets/textdialog.h"

#include <QCoreApplication>
#include <QDir>

namespace mimir {

AboutActions::AboutActions(
    const Profile &profile, Settings &settings, SyncThread &thread, Questions &questions)
    : m_profile(profile), m_settings(settings), m_thread(thread), m_questions(questions)
{
    connect(&settings, &Settings::damaged, this, &AboutActions::saySettings);
    connect(&settings, &Settings::problemsChanged, this, &AboutActions::saySettings);
}

void AboutActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    AboutPage *page = window->aboutPage();
    page->setProblems(m_settings.problems());
    connect(page, &AboutPage::diagnosticsRequested, this, &AboutActions::showDiagnostics);
    connect(page, &AboutPage::exportRequested, this, &AboutActions::exportHistory);
    connect(page, &AboutPage::importRequested, this, &AboutActions::chooseImport);
}

void AboutActions::showDiagnostics()
{
    const auto show = [this](const json::Object &found) {
        raiseWindow(new TextDialog(tr("Diagnostics"),
            tr("This is every&thing in it: no titles, no texts, no names, no passwords. Save it to give it "
               "to someone who helps you."),
            QString::fromStdString(diagnosticsText(found)), QStringLiteral("mimir-diagnostics.json"),
            m_window));
    };
    const std::string version = QCoreApplication::applicationVersion().toStdString();
    m_thread.ask(
        m_window,
        [version, profile = m_profile](Session &session) {
            const SyncStatus status
                = computeStatus(session.store(), loadRunState(session.store().settings()));
            return Result<json::Object>(
                diagnostics(version, profile, session.settings(), &session.store(), status));
        },
        [this, version, show](const Result<json::Object> &found) {
            show(found
                    ? *found
                    : diagnostics(version, m_profile, m_settings, nullptr, std::nullopt, found.error().code));
        });
}

void AboutActions::exportHistory()
{
    const QString file = chooseFile(m_window,
        {tr("Export history"), QDir::home().filePath(QStringLiteral("mimir-history.ndjson")),
            QFileDialog::AcceptSave, QFileDialog::AnyFile});
    if (!file.isEmpty())
        (new HistoryExport(m_profile.storePath(), file, m_window))->start(); // deletes itself
}

void AboutActions::chooseImport()
{
    const QString file = chooseFile(m_window,
        {tr("Import"), QDir::homePath(), QFileDialog::AcceptOpen, QFileDialog::ExistingFile,
            tr("History (*.ndjson *.jsonl)") + QStringLiteral(";;") + tr("Settings (*.json)")});
    if (!file.isEmpty())
        importFile(file);
}

// One button for both: the file's name says which it is, and a wrong guess changes nothing.
void AboutActions::importFile(const QString &file)
{
    if (file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return importSettings(file);
    auto *work = new HistoryImport(m_profile.storePath(), file, m_window); // deletes itself
    connect(work, &LongWork::finished, &m_thread, &SyncThread::localChange);
    work->start();
}

void AboutActions::importSettings(const QString &name)
{
    constexpr qint64 kLargest = 1 << 20;
    const auto text = readRegular(name, kLargest);
    if (!text)
        return m_questions.tell(tr("Import settings"), tr("The file cannot be read. Nothing was changed."));
    const auto imported = m_settings.importJson(text->toStdString());
    if (imported)
        return m_questions.tell(tr("Import settings"), tr("The settings were imported and take effect now."));
    m_questions.tell(tr("Import settings"), tr("Nothing was changed:"), settingsErrorText(imported.error()));
}

void AboutActions::saySettings()
{
    const auto damaged = m_settings.takeDamagedFile();
    const QStringList problems = m_settings.problems();
    if (m_window)
        m_window->aboutPage()->setProblems(problems);
    const bool isNew = std::exchange(m_told, problems) != problems && !problems.isEmpty();
    if (!m_settings.isOn(settings::kNotifyStore))
        return;
    if (damaged)
        m_questions.tell(tr("Settings"), tr("The settings file was damaged, so the defaults are in use."),
            tr("The damaged file was kept as %1. Your history is not affected.").arg(*damaged));
    else if (isNew)
        m_questions.tell(
            tr("Settings"), tr("Part of the settings file cannot be used."), problems.join(u'\n'));
}

} // namespace mimir
