#include "sync/worker/newswatch.h"

#include "core/wire/wire.h"
#include "sync/tuning.h"

#include <algorithm>

namespace mimir {
namespace {

bool isSameTeam(const SyncRequest &a, const SyncRequest &b)
{
    return a.server == b.server && a.teamId == b.teamId && a.account == b.account;
}

bool hasNews(const wire::Page &page)
{
    return page.hasMore || !page.rows.empty() || !page.deleted.empty() || !page.conflicts.empty()
        || page.unknown > 0;
}

// What a proxy answers when it has waited long enough, or a connection that it has closed.
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

void NewsWatch::watch(const std::vector<SyncRequest> &pulls, Teams teams)
{
    m_active = true;
    m_keyringLocked.reset();
    m_teams = pulls.size() <= tuning::kWaitingTeams ? teams : Teams::Some;
    std::vector<std::unique_ptr<Waiting>> kept;
    for (const SyncRequest &pull : pulls) {
        if (kept.size() == tuning::kWaitingTeams)
            break;
        const auto known = std::ranges::find_if(
            m_waiting, [&pull](const auto &one) { return one && isSameTeam(one->pull, pull); });
        auto waiting = known == m_waiting.end() ? std::make_unique<Waiting>() : std::move(*known);
        if (!waiting->transport) {
            waiting->transport = m_make();
            waiting->patience = tuning::kLongestWait;
        }
        waiting->pull = pull;
        waiting->confirmedAt = m_clock.now(); // from the run that has just ended
        kept.push_back(std::move(waiting));
    }
    m_waiting = std::move(kept);
    step();
}

void NewsWatch::stop()
{
    m_active = false;
    for (const auto &waiting : m_waiting) {
        if (!waiting->isWaiting)
            continue;
        // It is waiting at the server: whatever was wrong with earlier ones is over.
        if (m_clock.now() - waiting->since >= tuning::kShortestWait)
            waiting->cuts = 0;
        waiting->transport->cancel();
    }
}

bool NewsWatch::covers() const
{
    const Millis now = m_clock.now();
    return m_active && m_teams == Teams::All && !m_waiting.empty()
        && std::ranges::all_of(m_waiting, [now](const auto &one) {
               const bool onTime = one->isWaiting ? now <= one->since + one->asked + tuning::kWaitMargin
                                                  : now <= one->notBefore + tuning::kAskAgain;
               return one->cuts < 2 && onTime
                   && (one->isWaiting || one->notBefore <= now + tuning::kInterval);
           });
}

std::optional<Millis> NewsWatch::confirmedAt() const
{
    std::optional<Millis> oldest;
    for (const auto &waiting : m_waiting)
        if (m_active)
            oldest = std::min(oldest.value_or(INT64_MAX), waiting->confirmedAt);
    return oldest;
}

void NewsWatch::clockJumped(Millis by)
{
    for (const auto &waiting : m_waiting)
        for (Millis *at : {&waiting->since, &waiting->notBefore, &waiting->confirmedAt})
            *at += by;
}

std::optional<Millis> NewsWatch::nextStep() const
{
    std::optional<Millis> next;
    for (const auto &waiting : m_waiting)
        if (m_active && !waiting->isWaiting)
            next = std::min(next.value_or(INT64_MAX), waiting->notBefore);
    return next;
}

void NewsWatch::step()
{
    const Millis now = m_clock.now();
    for (const auto &waiting : m_waiting)
        if (m_active && !waiting->isWaiting && waiting->notBefore <= now)
            wait(*waiting);
}

void NewsWatch::wait(Waiting &waiting)
{
    SyncRequest request = waiting.pull;
    request.limit = 1; // one row is enough to know
    request.wait = static_cast<Millis>(static_cast<double>(waiting.patience) * m_random.between(.9, 1));
    waiting.isWaiting = true;
    waiting.since = m_clock.now();
    waiting.asked = request.wait;
    waiting.transport->send(request, [this, &waiting](const SyncReply &reply) { answered(waiting, reply); });
}

void NewsWatch::answered(Waiting &waiting, const SyncReply &reply)
{
    waiting.isWaiting = false;
    const bool cancelWaits = reply.status == 0 && reply.failure == ErrorCode::Cancelled;
    if (!m_active)
        return;
    if (reply.status == 200 && isNews(waiting, reply.body))
        return m_news ? m_news() : void();
    if (reply.status == 0 && isTokenStoreError(reply.failure))
        m_keyringLocked = reply.failure;
    if (reply.status != 200 && !cancelWaits)
        cutOff(waiting, reply);
    step();
    if (m_change)
        m_change();
}

bool NewsWatch::isNews(Waiting &waiting, const std::string &body)
{
    const auto page = wire::decodePage(body);
    if (!page) {
        cutOff(waiting, SyncReply {0, ErrorCode::NotOurs, {}, {}});
        return false;
    }
    waiting.cuts = 0;
    if (!hasNews(*page)) {
        quiet(waiting);
        return false;
    }
    const Millis now = m_clock.now();
    waiting.early = 0;
    // The run after the last news did not get any further: no hurry.
    if (waiting.told == waiting.pull.since) {
        waiting.notBefore = now + tuning::kInterval;
        waiting.cuts = 2;
        return false;
    }
    waiting.told = waiting.pull.since;
    return true;
}

// A server that is stopping ends all waiting pulls, and so does one that does not support them: the next
// request shows which. The latter is then polled at intervals.
void NewsWatch::quiet(Waiting &waiting)
{
    const Millis now = m_clock.now();
    const bool early = now - waiting.since + tuning::kSecond < waiting.asked;
    waiting.confirmedAt = now;
    waiting.early = early ? waiting.early + 1 : 0;
    waiting.notBefore = waiting.since + tuning::kInterval;
    if (early && waiting.early <= tuning::kAskedAgain)
        waiting.notBefore
            = std::min(waiting.notBefore, now + static_cast<Millis>(m_random.between(0, tuning::kAskAgain)));
}

void NewsWatch::cutOff(Waiting &waiting, const SyncReply &reply)
{
    const Millis now = m_clock.now();
    const Millis lasted = now - waiting.since;
    ++waiting.cuts;
    const bool silent = reply.status == 0 && reply.failure == ErrorCode::Timeout;
    if (isCut(reply) && !silent && lasted >= tuning::kShortestWait && reply.failure != ErrorCode::NotOurs) {
        waiting.patience = std::clamp(lasted * 3 / 4, tuning::kShortestWait, tuning::kLongestWait);
        waiting.notBefore = waiting.cuts < 2 ? now : now + tuning::kInterval;
        return;
    }
    const Millis pause = tuning::kInterval << std::min(waiting.cuts, 5);
    waiting.notBefore = now + std::max(pause, std::min(reply.retryAfter.value_or(0), tuning::kMaxRetryAfter));
    waiting.cuts = std::max(waiting.cuts, 2);
}

} // namespace mimir
