#include "sync/engine/syncengine.h"

#include "core/wire/serveranswer.h"
#include "sync/engine/addresscheck.h"
#include "sync/engine/replymeaning.h"
#include "sync/tuning.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mimir {
namespace {

constexpr int kUpgradeRequired = 426;
constexpr int kStartsOver = 3; // of one team in one run

std::string protocolKey(const std::string &server)
{
    return "protocol|" + server;
}

} // namespace

SyncEngine::SyncEngine(Store &store, Transport &transport, const Clock &clock, RandomSource &random)
    : m_store(store), m_transport(transport), m_clock(clock), m_random(random), m_batches(store),
      m_ledger(store, clock), m_removedTeams(store, clock), m_window(store.settings())
{
}

void SyncEngine::start(Done done)
{
    m_done = std::move(done);
    m_run = {};
    ++m_runNumber;
    const auto undecided = m_store.settings().setupPending();
    if (!undecided.ok())
        return fail(undecided.error());
    // Signed in, but the user has not decided yet what may be sent: then nothing is requested either.
    if (*undecided)
        m_run.teamsLoaded = true;
    else if (const auto claims = loadClaims(); !claims)
        return fail(claims.error());
    tellProgress();
    next();
}

Result<void> SyncEngine::loadTeams()
{
    m_run.teamsLoaded = true;
    m_run.teamIndex = 0;
    m_run.caughtUp = {{}, true};
    m_run.progress.total = 0;
    MIMIR_TRY(m_store.teams().bindWaiting());
    MIMIR_TRY(m_store.outboxDecisions().retryRefusedBySize(m_clock.now()));
    auto teams = m_store.teams().active();
    MIMIR_TRY(teams);
    m_run.teams = std::move(*teams);
    const auto mayPush = m_batches.mayPush();
    MIMIR_TRY(mayPush);
    for (const Team &team : m_run.teams)
        if (const auto counts = m_store.outboxSummary().counts(team.pk); counts && *mayPush)
            m_run.progress.total += counts->pending();
    auto removed = m_removedTeams.due();
    MIMIR_TRY(removed);
    std::ranges::move(*removed, std::back_inserter(m_run.teams));
    tellProgress();
    return {};
}

void SyncEngine::next()
{
    m_run.halves.clear();
    m_run.sendAgain = false;
    if (m_run.isCancelled)
        return finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
    if (!m_run.claims.empty())
        return nextAddress();
    if (!m_run.teamsLoaded)
        if (const auto teams = loadTeams(); !teams)
            return fail(teams.error());
    nextTeam();
}

void SyncEngine::tellProgress()
{
    if (m_progress)
        m_progress(m_run.progress);
}

void SyncEngine::cancel()
{
    if (!running())
        return;
    m_run.isCancelled = true;
    m_transport.cancel();
}

void SyncEngine::nextTeam()
{
    m_run.halves.clear();
    m_run.sendAgain = false;
    if (m_run.isCancelled)
        return finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
    while (m_run.teamIndex < m_run.teams.size() && m_run.failed.contains(m_run.teams[m_run.teamIndex].server))
        ++m_run.teamIndex;
    if (m_run.teamIndex >= m_run.teams.size())
        return m_run.failure ? finishFailed() : finish(RunOutcome::End::Done, ErrorCode::Unknown);
    auto team = m_store.teams().find(m_run.teams[m_run.teamIndex].pk);
    if (!team)
        return fail(team.error());
    if (!*team) {
        ++m_run.teamIndex;
        return nextTeam();
    }
    m_team = std::move(**team);
    if (const auto recalled = recall(); !recalled)
        return fail(recalled.error());
    m_window.use(m_team.server);
    if (m_healthOf != m_team.server)
        return askHealth([this] { next(); });
    if (!m_checked.contains(m_team.pk) || m_team.revoked)
        return pull(); // the check: no opSeq is assigned before the server has confirmed ours
    push();
}

Result<void> SyncEngine::recall()
{
    const auto begun = m_store.replica().beginRecall(m_team);
    MIMIR_TRY(begun);
    if (!*begun)
        return {};
    auto again = m_store.teams().find(m_team.pk);
    MIMIR_TRY(again);
    if (*again)
        m_team = std::move(**again);
    return {};
}

void SyncEngine::askHealth(std::function<void()> then)
{
    send(request(SyncRequest::Kind::Health), [this, then = std::move(then)](const SyncReply &reply) {
        if (reply.status == 200) {
            const auto health = wire::decodeHealth(reply.body);
            if (health && health->minProtocol > wire::kProtocol)
                return failConnection(SyncReply {kUpgradeRequired, ErrorCode::Unknown, {}, {}});
            if (health && health->ours)
                return healthCame(*health, then);
            return askSecured(health ? notOurs() : unusable(health.error(), reply));
        }
        if (reply.status == 404) // a server of the original contract need not have it
            return healthCame({}, then);
        askSecured(reply);
    });
}

void SyncEngine::healthCame(const wire::Health &health, const std::function<void()> &then)
{
    m_health = health;
    m_healthOf = m_team.server;
    if (const auto noted = noteProtocol(health.maxProtocol); !noted)
        return fail(noted.error());
    if (const auto noted = noteItemLimit(); !noted)
        return fail(noted.error());
    then();
}

// Otherwise an answer that lacks what protocol 2 promises would pass for one of the original contract, by which
// everything that it does not name was accepted.
Result<void> SyncEngine::noteProtocol(int shown)
{
    StoreSettings &settings = m_store.settings();
    const std::string key = protocolKey(m_team.server);
    const bool isKnown = settings.integer(key) >= wire::kProtocol;
    if (isKnown || shown >= wire::kProtocol)
        m_health.maxProtocol = std::max(m_health.maxProtocol, wire::kProtocol);
    return isKnown || shown < wire::kProtocol ? Result<void>() : settings.set(key, wire::kProtocol);
}

// What was over a smaller limit than the present one is tried again.
Result<void> SyncEngine::noteItemLimit()
{
    StoreSettings &settings = m_store.settings();
    const std::string key = "itembytes|" + m_team.server;
    const auto limit = static_cast<std::int64_t>(m_health.maxItemBytes);
    const auto before = settings.integer(key);
    if (before == limit)
        return {};
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    if (limit > before)
        MIMIR_TRY(m_store.outboxDecisions().retryTooLarge(m_team.server));
    MIMIR_TRY(settings.set(key, limit));
    return transaction.commit();
}

SyncRequest SyncEngine::request(SyncRequest::Kind kind) const
{
    SyncRequest request;
    request.kind = kind;
    request.server = m_team.server;
    request.orgSlug = m_team.orgSlug;
    request.account = m_team.account;
    request.teamId = m_team.teamId;
    request.deviceId = m_store.settings().text("device_id");
    if (kind != SyncRequest::Kind::Health)
        request.proof = m_team.proof;
    // No one else writes under this device's id, so what it wrote last is here as it is there.
    request.withoutEcho = kind == SyncRequest::Kind::Pull && !m_team.fullPull && !minimalServer();
    request.compressedAnswer = kind != SyncRequest::Kind::Health && !minimalServer();
    if (kind == SyncRequest::Kind::Push && !m_health.encodings.empty() && !minimalServer())
        request.encoding = m_health.encodings.front();
    return request;
}

void SyncEngine::noteProof(const std::string &proof, std::int64_t position)
{
    if (proof.empty() || position < m_team.proofPosition)
        return;
    m_team.proof = proof;
    m_team.proofPosition = position;
}

// An answer that arrives after its run has ended is ignored.
void SyncEngine::send(const SyncRequest &request, Answered then, Answered cutOff)
{
    if (request.kind != SyncRequest::Kind::Health && request.deviceId.empty())
        return fail(Error {ErrorCode::StoreFailed, "the name of this device cannot be read"});
    m_transport.send(request,
        [this, run = m_runNumber, then = std::move(then), cutOff = std::move(cutOff)](
            const SyncReply &reply) {
            if (run != m_runNumber || !running())
                return;
            if (!m_run.isCancelled)
                return then(reply);
            if (cutOff)
                cutOff(reply);
            finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
        });
}

void SyncEngine::finishTeam()
{
    const auto compares = shouldCompare();
    if (!compares)
        return fail(compares.error());
    if (*compares)
        return askDigest(0);
    if (minimalServer()) {
        m_run.caughtUp.all = false;
    } else {
        m_run.caughtUp.pulls.push_back(request(SyncRequest::Kind::Pull));
        m_run.caughtUp.pulls.back().since = m_team.cursor;
    }
    ++m_run.teamIndex;
    nextTeam();
}

bool SyncEngine::repeatSmaller(
    const SyncReply &reply, const std::function<Result<void>()> &shrink, const std::function<void()> &again)
{
    if (!isBroken(reply))
        return false;
    if (const auto smaller = shrink(); !smaller) {
        fail(smaller.error());
        return true;
    }
    // A server that hangs is silent to the next request, too: "Syncing" would be said all that time.
    const bool isSilent = reply.status == 0 && reply.failure == ErrorCode::Timeout;
    if (isSilent || reply.retryAfter || m_run.breaks >= tuning::kBreaksInARow)
        return false;
    ++m_run.breaks;
    again();
    return true;
}

bool SyncEngine::handleRefusal(const SyncReply &reply)
{
    if (const auto end = signInEnd(reply))
        finish(end->end, end->why);
    else if (isRemovalFromTeam(reply))
        removedFromTeam();
    else if (reply.status == kUpgradeRequired) // no item is to blame
        failConnection(reply);
    else if (reply.status == 410 && wire::errorCodeOf(reply.body) == "cursor_unknown")
        forgetCursor();
    else if (reply.status == 410 && wire::errorCodeOf(reply.body) == "epoch_changed")
        startOver();
    else
        return false;
    return true;
}

void SyncEngine::removedFromTeam()
{
    if (const auto noted = m_removedTeams.removed(m_team); !noted)
        return fail(noted.error());
    ++m_run.teamIndex;
    nextTeam();
}

bool SyncEngine::startsOverAgain()
{
    return ++m_run.startsOver[m_team.pk] > kStartsOver;
}

// The server has seen more of this device than the device remembers: it is a restored copy, and gets a new
// id.
void SyncEngine::rotateDevice()
{
    if (startsOverAgain())
        return failConnection(SyncReply {0, ErrorCode::DeviceRollback, {}, {}});
    if (const auto rotated = m_store.settings().rotateDevice(m_clock.now(), m_random); !rotated)
        return fail(rotated.error());
    m_checked.insert(m_team.pk); // the new id has never been used
    m_failedBatch.clear();
    if (const auto claims = loadClaims(); !claims)
        return fail(claims.error());
    next();
}

void SyncEngine::startOver()
{
    if (startsOverAgain())
        return failConnection(SyncReply {0, ErrorCode::EpochChanged, {}, {}});
    if (const auto reset = m_store.replica().resetEpoch(m_team); !reset)
        return fail(reset.error());
    m_run.outcome.startedOver = true;
    m_checked.erase(m_team.pk);
    nextTeam();
}

void SyncEngine::forgetCursor()
{
    if (startsOverAgain())
        return failConnection(SyncReply {0, ErrorCode::CursorUnknown, {}, {}});
    if (const auto forgotten = m_store.teams().forgetCursor(m_team.pk); !forgotten)
        return fail(forgotten.error());
    nextTeam();
}

// A position is the server's word, without a proof; one that was too high would make every later answer outdated.
void SyncEngine::doubtPosition()
{
    send(request(SyncRequest::Kind::Proof), [this](const SyncReply &reply) {
        if (handleRefusal(reply))
            return;
        if (proofVerdict(reply) == ProofVerdict::Holds)
            return forgetCursor();
        failConnection(reply.status == 200 ? wrongAnswer() : reply);
    });
}

void SyncEngine::failConnection(const SyncReply &reply)
{
    if (reply.status > 0 && reply.status < 400) // it says nothing, as a 204
        return failConnection(reply.namesProtocol ? wrongAnswer() : notOurs());
    m_healthOf.clear();
    if (reply.failure == ErrorCode::Cancelled && reply.status == 0)
        return finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
    m_run.failed.insert(m_team.server);
    if (!m_run.failure)
        m_run.failure = reply;
    dropFailedClaims(m_run.claims);
    next();
}

void SyncEngine::finishFailed()
{
    const SyncReply failure = *m_run.failure;
    const ErrorCode why = errorOfReply(failure);
    const bool answered = failure.status > 0 || isAnswer(why); // to the token request, if there is no status
    finish(answered ? RunOutcome::End::Busy : RunOutcome::End::Unreachable, why, failure.retryAfter);
}

void SyncEngine::fail(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return finish(RunOutcome::End::Cancelled, error.code);
    // Another process that locks the file for long is a wait like any other.
    const bool busy = error.code == ErrorCode::StoreBusy;
    finish(busy ? RunOutcome::End::Busy : RunOutcome::End::StoreFailed, error.code);
}

void SyncEngine::finish(RunOutcome::End end, ErrorCode error, std::optional<Millis> retryAfter)
{
    m_run.outcome.end = end;
    m_run.outcome.error = error;
    m_run.outcome.retryAfter = retryAfter;
    const RunOutcome outcome = m_run.outcome; // `done` may start the next run
    std::exchange(m_done, nullptr)(outcome);
}

} // namespace mimir
