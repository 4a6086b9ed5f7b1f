#include "sync/newswatch.h"

#include "core/wire.h"
#include "sync/tuning.h"

#include <algorithm>

namespace mimir {
namespace {

bool isSameTeam(const SyncRequest &a, const SyncRequest &b)
{
    return a.server == b.server && a.teamId == b.teamId;
}

bool hasNews(const wire::Page &page)
{
    return !page.rows.empty() || !page.deleted.empty() || !page.conflicts.empty() || page.malformed > 0;
}

// What a proxy says that has waited long enough, or a connection that it has closed.
bool isCut(const SyncReply &reply)
{
    return reply.status == 0 || reply.status == 408 || reply.status == 502 || reply.status == 504;
}

} // namespace

NewsWatch::NewsWatch(MakeTransport make, const Clock &clock, RandomSource &random)
    : m_make(std::move(make)), m_clock(clock), m_random(random)
{
}

NewsWatch::~NewsWatch() = default;

void NewsWatch::watch(const std::vector<SyncRequest> &pulls, bool all)
{
    m_active = true;
    m_keyringLocked = false;
    m_all = all && pulls.size() <= tuning::kWaitingTeams;
    std::vector<std::unique_ptr<Waiting>> kept;
    for (const SyncRequest &pull : pulls) {
        if (kept.size() == tuning::kWaitingTeams)
            break;
        const auto known = std::ranges::find_if(
            m_waiting, [&pull](const auto &one) { return one && isSameTeam(one->pull, pull); });
        auto waiting = known == m_waiting.end() ? std::make_unique<Waiting>() : std::move(*known);
        if (!waiting->transport) {
            waiting->transport = m_make();
            waiting->hold = tuning::kLongestHold;
        }
        waiting->pull = pull;
        kept.push_back(std::move(waiting));
    }
    m_waiting = std::move(kept);
    step();
}

void NewsWatch::stop()
{
    m_active = false;
    for (const auto &waiting : m_waiting)
        if (waiting->parked)
            waiting->transport->cancel();
}

bool NewsWatch::covers() const
{
    const Millis soon = m_clock.now() + tuning::kInterval;
    return m_active && m_all && !m_waiting.empty()
        && std::ranges::all_of(m_waiting, [soon](const auto &waiting) {
               return waiting->cuts < 2 && (waiting->parked || waiting->notBefore <= soon);
           });
}

std::optional<Millis> NewsWatch::nextStep() const
{
    std::optional<Millis> next;
    for (const auto &waiting : m_waiting)
        if (m_active && !waiting->parked)
            next = std::min(next.value_or(INT64_MAX), waiting->notBefore);
    return next;
}

void NewsWatch::step()
{
    const Millis now = m_clock.now();
    for (const auto &waiting : m_waiting)
        if (m_active && !waiting->parked && waiting->notBefore <= now)
            park(*waiting);
}

void NewsWatch::park(Waiting &waiting)
{
    SyncRequest request = waiting.pull;
    request.limit = 1; // one row is news enough
    request.wait = static_cast<Millis>(static_cast<double>(waiting.hold) * m_random.between(.9, 1));
    waiting.parked = true;
    waiting.since = m_clock.now();
    waiting.transport->send(request, [this, &waiting](const SyncReply &reply) { answered(waiting, reply); });
}

void NewsWatch::answered(Waiting &waiting, const SyncReply &reply)
{
    waiting.parked = false;
    const bool letGo = reply.status == 0 && reply.failure == ErrorCode::Cancelled;
    if (!m_active)
        return;
    if (reply.status == 200 && isNews(waiting, reply.body))
        return m_news ? m_news() : void();
    m_keyringLocked = m_keyringLocked || (reply.status == 0 && reply.failure == ErrorCode::Keyring);
    if (reply.status != 200 && !letGo)
        cutOff(waiting, reply);
    step();
    if (m_change)
        m_change();
}

bool NewsWatch::isNews(Waiting &waiting, const std::string &body)
{
    const Millis now = m_clock.now();
    const auto page = wire::decodePage(body);
    if (!page) {
        cutOff(waiting, SyncReply {0, ErrorCode::NotOurs, {}, {}});
        return false;
    }
    waiting.cuts = 0;
    if (!hasNews(*page)) {
        m_heardAt = now;
        // A server that does not hold it is asked as often as one that cannot.
        waiting.notBefore = waiting.since + tuning::kInterval;
        return false;
    }
    // The run that followed the last time did not get any further: no hurry.
    if (waiting.told == waiting.pull.since) {
        waiting.notBefore = now + tuning::kInterval;
        waiting.cuts = 2;
        return false;
    }
    waiting.told = waiting.pull.since;
    return true;
}

void NewsWatch::cutOff(Waiting &waiting, const SyncReply &reply)
{
    const Millis now = m_clock.now();
    const Millis lasted = now - waiting.since;
    ++waiting.cuts;
    if (isCut(reply) && lasted >= tuning::kShortestHold && reply.failure != ErrorCode::NotOurs) {
        waiting.hold = std::clamp(lasted * 3 / 4, tuning::kShortestHold, tuning::kLongestHold);
        waiting.notBefore = waiting.cuts < 2 ? now : now + tuning::kInterval;
        return;
    }
    const Millis pause = tuning::kInterval << std::min(waiting.cuts, 5);
    waiting.notBefore = now + std::max(pause, std::min(reply.retryAfter.value_or(0), tuning::kMaxRetryAfter));
    waiting.cuts = std::max(waiting.cuts, 2);
}

} // namespace mimir
