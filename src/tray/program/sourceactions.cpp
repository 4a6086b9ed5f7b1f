#include "tray/program/sourceactions.h"

#include "sources/following/coverage.h"
#include "tray/model/syncthread.h"
#include "tray/pages/settingsdialog.h"
#include "tray/pages/sourcespage.h"
#include "tray/program/sourcesimport.h"
#include "tray/widgets/filechooser.h"
#include "tray/widgets/questions.h"

#include <QDir>

namespace mimir {

SourceActions::SourceActions(QString storePath, SyncThread &thread, Questions &questions)
    : m_storePath(std::move(storePath)), m_thread(thread), m_questions(questions)
{
}

void SourceActions::setWindow(SettingsDialog *window)
{
    m_window = window;
    SourcesPage *page = window->sourcesPage();
    connect(page, &SourcesPage::followRequested, this, &SourceActions::follow);
    connect(page, &SourcesPage::unfollowRequested, this, &SourceActions::unfollow);
    connect(page, &SourcesPage::addRequested, this, &SourceActions::add);
    connect(page, &SourcesPage::readRequested, this, &SourceActions::read);
}

void SourceActions::follow(const std::string &agent, const QString &folder, std::optional<Millis> since)
{
    m_thread.ask(
        this,
        [agent, folder, since](Session &session) {
            return SourceFolders(session.store().database())
                .follow(agent, folder, since, session.clock().now());
        },
        [this](const Result<void> &stored) { decided(stored); });
}

void SourceActions::unfollow(const std::string &agent, const QString &folder)
{
    m_thread.ask(
        this,
        [agent, folder](Session &session) -> Result<void> {
            MIMIR_TRY(endFollowing(session.store(), agent, folder));
            return {};
        },
        [this](const Result<void> &stored) { decided(stored); });
}

// The process that owns syncing follows by it from now on.
void SourceActions::decided(const Result<void> &stored)
{
    m_thread.localChange();
    if (!stored)
        m_questions.tell(tr("Sources"), errorSentence(stored.error().code));
    if (m_window)
        m_window->sourcesPage()->reload();
}

void SourceActions::add(const std::string &agent)
{
    const QString folder = chooseFile(
        m_window, {tr("Add folder"), QDir::homePath(), QFileDialog::AcceptOpen, QFileDialog::Directory});
    if (!folder.isEmpty())
        follow(agent, canonicalFolder(folder), std::nullopt);
}

void SourceActions::read(const std::string &agent, const QString &folder)
{
    auto *reading = new SourcesImport(m_storePath, {{agent, folder, 0}}, m_window); // deletes itself
    connect(reading, &LongWork::finished, this, [this](const Result<qint64> &done) {
        m_thread.localChange();
        if (!m_window)
            return;
        m_window->sourcesPage()->reload();
        m_window->sourcesPage()->say(done
                ? tr("%n item(s) were new or changed.", nullptr, static_cast<int>(*done))
                : tr("The reading was not finished. What was read stays; it goes on from there."));
    });
    reading->start();
}

} // namespace mimir
