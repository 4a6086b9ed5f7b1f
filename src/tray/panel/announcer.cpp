#include "tray/panel/announcer.h"

#include "app/following/deletionnews.h"
#include "app/settings.h"
#include "core/plaintext.h"
#include "tray/model/syncthread.h"

#include <algorithm>
#include <chrono>

namespace mimir {
namespace {

constexpr std::chrono::minutes kFirstLook {1}; // what begins with the desktop has other things to do
constexpr std::chrono::hours kLookEvery {24};

} // namespace

Announcer::Announcer(
    SyncThread *thread, const Settings &settings, const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_thread(thread), m_settings(settings), m_notifier(bus)
{
    connect(thread, &SyncThread::conflictsAppeared, this, &Announcer::tellConflicts);
    connect(thread, &SyncThread::startedOver, this, &Announcer::tellStartedOver);
    connect(thread, &SyncThread::authExpired, this, &Announcer::tellAuthExpired);
    connect(&m_notifier, &Notifier::keepMineRequested, this,
        [this] { chooseUnseenConflicts(ConflictChoice::Mine); });
    connect(&m_notifier, &Notifier::keepTheirsRequested, this,
        [this] { chooseUnseenConflicts(ConflictChoice::Theirs); });
    connect(&m_notifier, &Notifier::retryRequested, this, [this] { m_thread->retry({}); });
    connect(&m_notifier, &Notifier::reviewConflictsRequested, this, &Announcer::conflictsRequested);
    connect(&m_notifier, &Notifier::reviewRefusedRequested, this, &Announcer::refusedRequested);
    connect(&m_notifier, &Notifier::signInRequested, this, &Announcer::signInRequested);
    connect(&m_notifier, &Notifier::decideRequested, this, &Announcer::deletionsRequested);
    connect(&m_notifier, &Notifier::showRequested, this, &Announcer::windowRequested);
    connect(&m_notifier, &Notifier::sourcesRequested, this, &Announcer::sourcesRequested);
    m_agents.setSingleShot(true);
    m_agents.callOnTimeout(this, &Announcer::tellWhatAgentsDelete);
    m_agents.start(kFirstLook);
}

void Announcer::setStatus(const SyncStatus &status)
{
    const SyncStatus before = std::exchange(m_status, status);
    if (status.unseen() == 0)
        m_notifier.withdrawConflicts();
    if (status.failed == 0)
        m_notifier.withdrawRefused();
    if (!status.run.authExpired)
        m_notifier.withdrawAuthExpired();
    tellTrouble(before);
    tellRefused();
    if (m_statusKnown && !before.run.storeError && status.rewritten > before.rewritten)
        tellConflicts(); // they do not count as changes by another device
    tellDeletions(before, m_statusKnown);
    tellServerNews(before);
}

// Off means off: also remove what is on the screen.
void Announcer::settingsChanged()
{
    if (!m_settings.isOn(settings::kNotifyConflict))
        m_notifier.withdrawConflicts();
    if (!m_settings.isOn(settings::kNotifyRefused))
        m_notifier.withdrawRefused();
    if (!m_settings.isOn(settings::kNotifySignIn))
        m_notifier.withdrawAuthExpired();
    if (!m_settings.isOn(settings::kNotifyStore)) {
        m_notifier.withdrawStoreTrouble();
        m_notifier.withdrawDeletedSoon();
    }
    if (!m_settings.isOn(settings::kNotifyServer)) {
        m_notifier.withdrawServerNews();
        m_notifier.withdrawDeletions();
    }
}

// A store that is merely busy needs no action.
void Announcer::tellTrouble(const SyncStatus &before)
{
    const auto &trouble = m_status.run.storeError;
    if (!trouble)
        return m_notifier.withdrawStoreTrouble();
    if (trouble != before.run.storeError && *trouble != ErrorCode::StoreBusy
        && m_settings.isOn(settings::kNotifyStore))
        m_notifier.storeTrouble(*trouble);
}

// Only what changed while this program runs: anything earlier has been told, or the window shows it.
void Announcer::tellServerNews(const SyncStatus &before)
{
    if (!std::exchange(m_statusKnown, true) || !m_settings.isOn(settings::kNotifyServer)
        || before.server != m_status.server)
        return;
    for (const std::string &team : m_status.revokedTeams)
        if (std::ranges::find(before.revokedTeams, team) == before.revokedTeams.end())
            m_notifier.serverNews(tr("You are no longer in the team “%1”, so it is no longer synced. "
                                     "Everything here stays on this device.")
                                      .arg(plain(team, 60)));
    if (m_status.question && m_status.question != before.question)
        m_notifier.serverNews(
            questionSentence(*m_status.question) + u' ' + questionTitle(*m_status.question));
    if (m_status.privacyForbidden && !before.privacyForbidden && m_status.privacyMode)
        m_notifier.serverNews(privacyForbiddenSentence(PrivacyMode::On));
}

// Once, however many pages they arrive in.
void Announcer::tellDeletions(const SyncStatus &before, bool isNew)
{
    if (!m_status.deletions && !m_status.run.storeError)
        return m_notifier.withdrawDeletions();
    if (!m_status.deletions || !m_settings.isOn(settings::kNotifyServer)
        || m_status.deletions == before.deletions)
        return;
    const QString sentence = deletionsSentence(*m_status.deletions);
    if (isNew && !before.deletions)
        m_notifier.deletions(sentence);
    else
        m_notifier.updateDeletions(sentence);
}

void Announcer::tellStartedOver()
{
    if (m_settings.isOn(settings::kNotifyServer))
        m_notifier.serverNews(tr("The server continues from a different history, as after restoring a "
                                 "backup. Nothing here is lost: whatever it lacks is sent again."));
}

// Earlier ones are shown by the icon and the window. A store that cannot be read reports zero counts.
void Announcer::tellRefused()
{
    if (m_status.run.storeError)
        return;
    const auto before = std::exchange(m_refusedBefore, m_status.failed);
    if (before && m_status.failed > *before && m_settings.isOn(settings::kNotifyRefused))
        m_notifier.refused(m_status.refused(), m_status.unsendable);
}

// The status that explains why is on its way.
void Announcer::tellAuthExpired()
{
    if (!m_settings.isOn(settings::kNotifySignIn))
        return;
    m_thread->ask(
        this, [](Session &session) { return Result<RunState>(loadRunState(session.store().settings())); },
        [this](const Result<RunState> &run) {
            if (run && run->authExpired)
                m_notifier.authExpired(run->lastError);
        });
}

void Announcer::tellWhatAgentsDelete()
{
    m_agents.start(kLookEvery);
    if (!m_settings.isOn(settings::kNotifyStore))
        return;
    m_thread->ask(
        this,
        [](Session &session) {
            return takeDeletionNews(session.store(), QProcessEnvironment::systemEnvironment());
        },
        [this](const Result<QStringList> &news) {
            if (news && !news->isEmpty())
                m_notifier.deletedSoon(*news);
        });
}

void Announcer::tellConflicts()
{
    if (!m_settings.isOn(settings::kNotifyConflict))
        return;
    m_thread->ask(
        this, [](Session &session) { return readConflictNews(session.store()); },
        [this](const Result<ConflictNews> &news) {
            if (news && news->count + news->rewritten > 0)
                m_notifier.conflicts(*news);
        });
}

void Announcer::chooseUnseenConflicts(ConflictChoice choice)
{
    m_thread->ask(
        this,
        [choice](Session &session) -> Result<int> {
            const auto ids = session.store().conflicts().unseenIds();
            MIMIR_TRY(ids);
            const auto chosen = chooseConflicts(session.store(), *ids, choice);
            MIMIR_TRY(chosen);
            return static_cast<int>(chosen->size());
        },
        [this](const Result<int> &chosen) {
            m_thread->localChange();
            if (!chosen)
                Q_EMIT conflictsRequested();
        });
}

} // namespace mimir
