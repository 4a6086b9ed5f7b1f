#include "tray/model/synchost.h"

#include "sync/owner/ownerstatus.h"

#include <QFileInfo>

namespace mimir {
namespace {

using namespace std::chrono_literals;

// Another process owns syncing: usually a `mimir sync now` that will finish soon.
constexpr auto kOwnRetry = 1s;
// A store that cannot be opened needs the user, who waits for the result; "Sync now" retries at once.
constexpr auto kOpenRetry = 20s;
/// ms; another owner answers at once or hangs
constexpr int kOwnerPatience = 500;

// As on the command line: an owner that does not answer may be ended before it has heard of it.
Result<void> saveDecision(Store &store, const OwnerCommand &command)
{
    using Kind = OwnerCommand::Kind;
    if (command.kind == Kind::Pause)
        return savePause(store, command.until);
    if (command.kind == Kind::Resume)
        return savePause(store, std::nullopt);
    if (command.kind == Kind::DecideHeld)
        MIMIR_TRY(store.outboxDecisions().decideHeld(command.choice));
    else if (command.kind == Kind::Retry)
        MIMIR_TRY(store.retry(command.ids));
    return {};
}

} // namespace

SyncHost::SyncHost(const Profile &profile) : m_profile(profile), m_lock(profile.lockPath()), m_retry(this)
{
    m_retry.setSingleShot(true);
}

SyncHost::~SyncHost() = default;

void SyncHost::start()
{
    tryToOpen();
}

void SyncHost::tryToOpen()
{
    if (owns() || m_opening || m_stopped)
        return;
    // Opening would start a new, empty history in the place of one that someone may be about to restore.
    if (m_openError.code == ErrorCode::StoreGone && !QFileInfo::exists(m_profile.storePath()))
        return tellAndRetry(kOpenRetry, Qt::VeryCoarseTimer);
    if (!m_session) {
        m_opening = true;
        auto opened = Session::open(m_profile, {});
        m_opening = false;
        if (m_stopped)
            return;
        if (!opened) {
            m_openError = opened.error();
            tellAndRetry(kOpenRetry, Qt::VeryCoarseTimer);
            return runDeferred();
        }
        m_session = std::move(*opened);
        connectWorker();
    }
    tryToOwn();
    runDeferred();
}

void SyncHost::tellAndRetry(std::chrono::milliseconds after, Qt::TimerType precision)
{
    publish();
    m_retry.callOnTimeout(this, &SyncHost::tryToOpen, Qt::UniqueConnection);
    m_retry.setTimerType(precision);
    m_retry.start(after);
}

void SyncHost::runDeferred()
{
    for (const auto &work : std::exchange(m_afterOpening, {}))
        work(session());
}

void SyncHost::withSession(const std::function<void(Result<Session *>)> &work)
{
    if (m_opening)
        m_afterOpening.push_back(work);
    else
        work(session());
}

void SyncHost::connectWorker()
{
    SyncWorker &worker = m_session->worker();
    connect(&worker, &SyncWorker::statusChanged, this, &SyncHost::statusChanged);
    connect(&worker, &SyncWorker::conflictsAppeared, this, &SyncHost::conflictsAppeared);
    connect(&worker, &SyncWorker::startedOver, this, &SyncHost::startedOver);
    connect(&worker, &SyncWorker::authExpired, this, &SyncHost::authExpired);
    // Queued: the worker is destroyed with the session.
    connect(&worker, &SyncWorker::storeLost, this, &SyncHost::storeLost, Qt::QueuedConnection);
}

void SyncHost::tryToOwn()
{
    const auto locked = m_lock.acquire();
    if (!locked) {
        // Another process's lock goes away soon; a file system without locks stays that way.
        const bool taken = locked.error().code == ErrorCode::Locked;
        m_openError = taken ? Error {} : locked.error();
        if (taken)
            return tellAndRetry(kOwnRetry, Qt::CoarseTimer);
        return tellAndRetry(kOpenRetry, Qt::VeryCoarseTimer);
    }
    m_retry.stop();
    m_openError = {};
    m_service = std::make_unique<OwnerService>(m_session->worker());
    connect(m_service.get(), &OwnerService::showRequested, this, &SyncHost::showRequested);
    connect(m_service.get(), &OwnerService::quitRequested, this, &SyncHost::quitRequested);
    // Queued: the service must not be destroyed while it is answering.
    connect(m_service.get(), &OwnerService::signedInElsewhere, this, &SyncHost::reopen, Qt::QueuedConnection);
    // Without the socket other processes still write, and their writes are seen at the next tick.
    (void)m_service->listen(m_profile.socketPath());
    m_session->worker().start();
    followSources();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[kind, command] : waiting)
        (void)apply(command, m_session->worker()); // the status says what could not be stored
}

void SyncHost::followSources()
{
    m_following = std::make_unique<SourceFollowing>(m_profile, m_session->settings());
    connect(m_following.get(), &SourceFollowing::wrote, &m_session->worker(), &SyncWorker::localChange);
    connect(m_service.get(), &OwnerService::woken, m_following.get(),
        [this] { m_following->refresh(m_session->store()); });
    m_following->refresh(m_session->store());
}

// `mimir auth login` may have changed the account or where the token is stored.
void SyncHost::reopen()
{
    close();
    tryToOpen();
}

// The worker looks for itself once it works. Queued: the caller may be using the session.
bool SyncHost::lostStore()
{
    if (!m_session || !m_session->store().fileChanged())
        return false;
    later([this] {
        if (const auto why = m_session ? m_session->store().fileChanged() : std::nullopt)
            storeLost(*why);
    });
    return true;
}

void SyncHost::later(const std::function<void()> &work)
{
    QMetaObject::invokeMethod(this, work, Qt::QueuedConnection);
}

void SyncHost::storeLost(ErrorCode why)
{
    close();
    m_openError = Error {why, m_profile.storePath().toStdString()};
    tryToOpen();
}

Result<Session *> SyncHost::session()
{
    if (m_session)
        return m_session.get();
    return m_openError;
}

void SyncHost::whenOwner(const OwnerCommand &command)
{
    using Kind = OwnerCommand::Kind;
    tryToOpen();
    if (owns()) {
        (void)apply(command, m_session->worker()); // the status says what could not be stored
        if (command.kind == Kind::Wake)
            m_following->refresh(m_session->store());
        return;
    }
    if (lostStore())
        return later([this, command] { whenOwner(command); });
    if (m_session) {
        const auto saved = saveDecision(m_session->store(), command);
        if (tellOwner(command)) // it may be able to store what this process could not
            return publish();
        if (!saved) {
            m_openError = saved.error();
            publish();
        }
    }
    m_waiting.insert_or_assign(command.kind == Kind::Resume ? Kind::Pause : command.kind, command);
}

// "sync_now" is answered when everything has been sent; "wake" is not answered.
bool SyncHost::tellOwner(const OwnerCommand &command) const
{
    const bool isAnswered
        = command.kind != OwnerCommand::Kind::SyncNow && command.kind != OwnerCommand::Kind::Wake;
    const auto told = OwnerClient(m_profile.socketPath()).ask(command, isAnswered ? kOwnerPatience : 1);
    return told ? !told->find("error") : told.error().code == ErrorCode::Timeout;
}

// The mode is a row that every process obeys: it need not wait for the lock, and must not.
void SyncHost::setPrivacyMode(bool on)
{
    if (!owns() && lostStore())
        return later([this, on] { setPrivacyMode(on); });
    const OwnerCommand command = OwnerCommand::privacy(on);
    if (owns() || !m_session)
        return whenOwner(command);
    const auto set = m_session->store().settings().setPrivacyMode(on, m_session->clock().now());
    // Aborts what the owner is sending; the owner may be able to store what this process could not.
    if (tellOwner(command) || set || set.error().code == ErrorCode::Forbidden)
        return publish();
    m_openError = set.error();
    publish();
}

void SyncHost::publish()
{
    if (m_opening)
        return;
    if (owns()) {
        Q_EMIT statusChanged(m_session->worker().status());
    } else if (lostStore()) {
        return; // what is found in its place is published
    } else if (m_session) {
        RunState run = loadRunState(m_session->store().settings());
        if (m_openError.code != ErrorCode::Unknown)
            run.storeError = m_openError.code;
        Q_EMIT statusChanged(
            statusFromOutside(m_session->store(), run, OwnerClient(m_profile.socketPath()), kOwnerPatience));
    } else {
        SyncStatus status;
        status.state = SyncState::Attention;
        status.run.storeError = m_openError.code;
        Q_EMIT statusChanged(status);
    }
}

void SyncHost::stop()
{
    m_stopped = true;
    close();
}

void SyncHost::close()
{
    m_retry.stop();
    if (owns())
        m_session->worker().stop();
    m_service.reset();
    m_following.reset();
    m_session.reset();
    m_lock.release();
}

} // namespace mimir
