// SyncWorker's waiting for news between its runs.
#include "sync/worker/syncworker.h"

#include <algorithm>
#include <utility>

namespace mimir {

void SyncWorker::waitForNews(NewsWatch::MakeTransport make)
{
    m_news = std::make_unique<NewsWatch>(std::move(make), m_clock, m_random);
    m_news->onNews([this] {
        m_scheduler.syncNow(now());
        run();
    });
    m_news->onChange([this] { watchChanged(); });
}

void SyncWorker::watchChanged()
{
    if (const auto why = m_news->keyringLocked())
        return haltForKeyring(*why);
    if (lostStore())
        return;
    const bool covers = m_news->covers();
    if (covers)
        confirmed(*m_news->confirmedAt());
    if (m_state.lostCover(covers))
        m_scheduler.doubted(now());
    schedule();
    const auto next = m_news->nextStep();
    if (next)
        m_newsTimer.start(static_cast<int>(std::clamp<Millis>(*next - now(), 0, tuning::kMaxRetryAfter)));
    else
        m_newsTimer.stop();
}

void SyncWorker::confirmed(Millis at)
{
    m_state.confirmed(at);
    m_scheduler.confirmed(at);
}

void SyncWorker::waitForNextNews()
{
    if (!m_news || !m_state.isStarted() || m_state.run().paused())
        return;
    m_writes.watchLog();
    m_news->watch(
        m_engine.caughtUp().pulls, m_engine.caughtUp().all ? NewsWatch::Teams::All : NewsWatch::Teams::Some);
    watchChanged();
}

// The waiting pull is from before something that matters: a run comes first.
void SyncWorker::stopWaitingForNews()
{
    m_newsTimer.stop();
    (void)m_state.lostCover(false);
    if (m_news)
        m_news->stop();
}

// At the end, so that other processes can show it, too; in between it is not worth a write.
void SyncWorker::saveConfirmed()
{
    if (m_store.fileChanged())
        return; // its log may already be the new file's
    const auto teams = m_store.teams().active();
    const auto at = m_state.run().lastConfirmed;
    if (!teams || !at)
        return;
    for (const Team &team : *teams)
        // A later one comes from a clock that was ahead.
        if (team.lastPull && *team.lastPull != *at && !team.pullFailed)
            (void)m_store.teams().notePull(team.pk, *at);
}

// No tick is needed: the server reports what is new there, the file what is new here.
bool SyncWorker::maySleep()
{
    return m_news && m_news->covers() && !m_scheduler.asked() && m_writes.watchesLog() && !hasWork();
}

} // namespace mimir
