// Devices that wait for news at the server, and a server that stops: at SIGTERM it answers whatever waits as
// if there were nothing new, and exits. The state that a device shows is never older than its proof.
#include "support/simulation.h"

#include "sync/tuning.h"

#include <algorithm>

namespace mimir::test {
namespace {

SyncReply nothingNew(const SyncRequest &request, Millis now)
{
    const auto cursor = request.since;
    return SyncReply {
        200, ErrorCode::Unknown, wire::PageWriter().finish(cursor, wire::Rest::None, now, ""), std::nullopt};
}

bool hasNothing(const SyncReply &reply)
{
    const auto page = wire::decodePage(reply.body);
    return reply.status == 200 && page && page->rows.empty() && page->deleted.empty()
        && page->conflicts.empty();
}

} // namespace

// ---- a device, as in SyncWorker

void SimDevice::answer(std::uint64_t id, const SyncReply &reply)
{
    const std::vector<SimTransport *> all(transports.begin(), transports.end());
    for (SimTransport *one : all)
        if (transports.contains(one))
            one->answer(id, reply);
}

void SimDevice::watchChanged()
{
    const bool now = m_watch->covers();
    if (now) {
        m_run.lastConfirmed = std::max(m_run.lastConfirmed, m_watch->confirmedAt());
        m_scheduler->confirmed(*m_watch->confirmedAt());
    } else if (m_covered) {
        m_scheduler->doubted(m_world.m_clock.now());
    }
    m_covered = now;
}

bool SimDevice::waited()
{
    const Millis now = m_world.m_clock.now();
    if (const auto step = m_watch->nextStep(); step && *step <= now) {
        m_watch->step();
        watchChanged();
    }
    const auto run = m_scheduler->nextRun(now);
    const auto proof = m_scheduler->nextProof(now, covers());
    if ((!run || *run > now) && (!proof || *proof > now))
        return true;
    if (covers() && m_scheduler->isProven(now) && !m_scheduler->asked() && !hasWork()) {
        m_scheduler->runEnded(now, {SyncScheduler::RunEnd::Done});
        return true;
    }
    m_covered = false;
    m_watch->stop();
    return false;
}

bool SimDevice::hasWork()
{
    const auto teams = m_store->teams().active();
    return std::ranges::any_of(*teams, [this](const Team &team) {
        return m_store->outboxSummary().counts(team.pk)->pending() > 0
            || *m_store->replica().reconciliation().isDue(team);
    });
}

SyncState SimDevice::state()
{
    RunState run = m_run;
    const Millis skew = m_clock.now() - m_world.m_clock.now();
    for (std::optional<Millis> *at : {&run.lastConfirmed, &run.nextTry})
        if (*at)
            **at += skew;
    return computeStatus(*m_store, run).state;
}

// ---- the server

bool Simulation::waits(
    int number, std::uint64_t id, std::int64_t user, const SyncRequest &request, const SyncReply &reply)
{
    if (request.wait <= 0 || !hasNothing(reply))
        return false;
    ++m_counters.waits;
    m_waitingPulls.push_back({number, id, user, request});
    at(m_clock.now() + request.wait, [this, id] { endWait(id); });
    return true;
}

// Its time is up.
void Simulation::endWait(std::uint64_t id)
{
    const auto found = std::ranges::find(m_waitingPulls, id, &WaitingPull::id);
    if (found == m_waitingPulls.end())
        return;
    const WaitingPull one = *found;
    m_waitingPulls.erase(found);
    m_devices[static_cast<std::size_t>(one.number)]->answer(one.id, serve(one.user, one.request));
}

// Deferred, so that no request is answered from inside another's.
void Simulation::wake(const std::string &teamId)
{
    for (const WaitingPull &one : m_waitingPulls)
        if (one.request.teamId == teamId)
            at(m_clock.now() + 1, [this, id = one.id] {
                const auto still = std::ranges::find(m_waitingPulls, id, &WaitingPull::id);
                if (still != m_waitingPulls.end() && !hasNothing(serve(still->user, still->request)))
                    endWait(id);
            });
}

void Simulation::stopServer()
{
    ++m_counters.stops;
    const int stop = ++m_stop;
    m_dead = m_down = true;
    for (const WaitingPull &one : m_waitingPulls) {
        ++m_counters.lastWords;
        at(m_clock.now() + 1, [this, one] {
            m_devices[static_cast<std::size_t>(one.number)]->answer(
                one.id, nothingNew(one.request, m_clock.now()));
        });
    }
    m_waitingPulls.clear();
    const auto lasts = static_cast<Millis>(1'000 + m_waitRandom.next() % 180'000);
    at(m_clock.now() + tuning::kProofAge + 2, [this, stop] { judgeDead(stop); });
    at(m_clock.now() + lasts, [this, stop] {
        if (m_stop == stop)
            m_dead = m_down = false;
    });
}

// No one has heard from the server for the longest time that a state may last.
void Simulation::judgeDead(int stop)
{
    if (m_stop != stop || !m_dead)
        return;
    for (const auto &device : m_devices) {
        ++m_counters.askedOfTheDead;
        if (device->state() == SyncState::Synced)
            m_violations.push_back("device " + std::to_string(device->number())
                + " says that all is synced, a minute after the server stopped");
    }
}

} // namespace mimir::test
