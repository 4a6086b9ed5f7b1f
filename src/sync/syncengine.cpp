#include "sync/syncengine.h"

#include "core/ids.h"
#include "core/mutation.h"
#include "core/serveranswer.h"
#include "storage/servertime.h"
#include "sync/addresscheck.h"
#include "sync/tuning.h"

#include <algorithm>
#include <utility>

namespace mimir {
namespace {

constexpr int kUpgradeRequired = 426;

std::set<std::int64_t> opSeqsOf(const PendingBatch &sent)
{
    std::set<std::int64_t> out;
    for (const QueuedItem &item : sent.items)
        out.insert(item.opSeq);
    return out;
}

std::string aroundIt(const Record &record)
{
    return record.type == EntityType::Conversation ? record.id : record.conversationId();
}

std::array<int, 4> countsOf(const PendingBatch &sent)
{
    std::array<int, 4> out {};
    for (const QueuedItem &item : sent.items)
        ++out[static_cast<std::size_t>(item.type) - 1];
    return out;
}

std::array<int, 4> countsOf(const wire::Page &page)
{
    std::array<int, 4> out {};
    for (const wire::PulledRow &row : page.rows)
        ++out[static_cast<std::size_t>(row.record.type) - 1];
    for (const wire::Deletion &deletion : page.deleted)
        ++out[static_cast<std::size_t>(deletion.type) - 1];
    return out;
}

Touched touchedBy(const wire::Batch &batch)
{
    TouchedCounter counter;
    for (const wire::Item &item : batch.items) {
        counter.count(aroundIt(item.record), item.record.type);
        if (item.action == wire::Action::Delete)
            counter.countDeleted(item.record.type);
    }
    return counter.result();
}

Touched touchedBy(const wire::Page &page)
{
    TouchedCounter counter;
    for (const wire::PulledRow &row : page.rows)
        counter.count(aroundIt(row.record), row.record.type);
    for (const wire::Deletion &deletion : page.deleted) {
        if (deletion.type == EntityType::Conversation)
            counter.count(deletion.id, deletion.type);
        if (!deletion.isWithdrawal())
            counter.countDeleted(deletion.type);
    }
    return counter.result();
}

SyncCargo cargoOf(const PendingBatch &sent)
{
    return {countsOf(sent), sent.touched, sent.withheld};
}

// The ledger records what was sent, whatever happened to it afterwards.
std::size_t leftOf(const PendingBatch &sent, const SyncReply &reply)
{
    return reply.status > 0 && reply.bytesSent == 0 ? sent.bytes : std::min(reply.bytesSent, sent.bytes);
}

// The connection worked and then stopped, or the server did not receive the request in time; a network that
// is not there at all is a different case.
bool isBroken(const SyncReply &reply)
{
    const bool moved = reply.bytesSent > 0 || reply.bytesReceived > 0;
    return reply.status == 408
        || (reply.status == 0 && moved
            && (reply.failure == ErrorCode::Offline || reply.failure == ErrorCode::Timeout));
}

// A server of the original contract lists what went wrong; everything else was accepted.
void resultsFromErrors(wire::BatchAnswer &answer, const PendingBatch &sent)
{
    for (const QueuedItem &item : sent.items) {
        wire::ItemResult result;
        result.type = item.type;
        result.id = item.id;
        result.opSeq = item.opSeq;
        for (const auto &named : answer.errors) {
            const bool typeFits = named.type.empty() || named.type == typeName(item.type)
                || named.type == tableName(item.type) || named.type == wireArray(item.type);
            if (named.id == item.id && typeFits) {
                result.status = wire::Status::Retry;
                result.code = named.code.empty() ? "refused" : named.code;
                result.message = named.error;
            }
        }
        answer.results.push_back(std::move(result));
    }
}

// True for a status that says nothing about the batch.
bool saysLater(int status)
{
    return status == 408 || status == 429 || status == 503 || status == 507;
}

} // namespace

SyncEngine::SyncEngine(Store &store, Transport &transport, const Clock &clock, RandomSource &random)
    : m_store(store), m_transport(transport), m_clock(clock), m_random(random),
      m_policy([&store] { return store.settings().privacyMode(); }), m_window(store.settings())
{
}

void SyncEngine::start(Done done)
{
    m_done = std::move(done);
    m_outcome = {};
    m_halves.clear();
    m_teamIndex = 0;
    m_startsOver = 0;
    m_breaks = 0;
    m_cancelled = false;
    ++m_runNumber;
    m_secured.clear();
    m_failed.clear();
    m_failure.reset();
    m_claims.clear();
    m_teams.clear();
    m_teamsLoaded = false;
    m_caughtUp = {{}, true};
    m_now = {};
    const auto undecided = m_store.settings().setupPending();
    if (!undecided.ok())
        return fail(undecided.error());
    // Signed in, but the user has not decided yet what may be sent: then nothing is requested either.
    if (*undecided)
        m_teamsLoaded = true;
    else if (const auto claims = loadClaims(); !claims)
        return fail(claims.error());
    tellProgress();
    next();
}

Result<void> SyncEngine::loadClaims()
{
    auto claims = m_store.succession().claims();
    MIMIR_TRY(claims);
    std::erase_if(*claims, [this](const AddressClaim &one) { return m_failed.contains(one.asked.server); });
    m_claims = std::move(*claims);
    std::ranges::reverse(m_claims);
    return {};
}

Result<void> SyncEngine::loadTeams()
{
    m_teamsLoaded = true;
    m_teamIndex = 0;
    m_caughtUp = {{}, true};
    m_now.total = 0;
    MIMIR_TRY(m_store.teams().bindWaiting());
    auto teams = m_store.teams().active();
    MIMIR_TRY(teams);
    m_teams = std::move(*teams);
    const auto mayPush = m_policy.mayPush();
    MIMIR_TRY(mayPush);
    for (const Team &team : m_teams)
        if (const auto counts = m_store.outboxSummary().counts(team.pk); counts && *mayPush)
            m_now.total += counts->pending();
    MIMIR_TRY(addRemovedTeams());
    tellProgress();
    return {};
}

void SyncEngine::next()
{
    m_halves.clear();
    m_sendAgain = false;
    if (m_cancelled)
        return finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
    if (!m_claims.empty())
        return nextAddress();
    if (!m_teamsLoaded)
        if (const auto teams = loadTeams(); !teams)
            return fail(teams.error());
    nextTeam();
}

bool SyncEngine::hasToAskAfterRemoval() const
{
    const auto removed = m_store.teams().revoked();
    return removed && std::ranges::any_of(*removed, [this](const Team &team) {
        const auto asked = m_askedAfterRemoval.find(team.pk);
        return asked == m_askedAfterRemoval.end()
            || m_clock.elapsed() - asked->second >= tuning::kAskAfterRemoval;
    });
}

Result<void> SyncEngine::addRemovedTeams()
{
    const auto undecided = m_store.settings().setupPending();
    MIMIR_TRY(undecided);
    if (*undecided || !hasToAskAfterRemoval())
        return {};
    auto removed = m_store.teams().revoked();
    MIMIR_TRY(removed);
    std::ranges::move(*removed, std::back_inserter(m_teams));
    return {};
}

Result<void> SyncEngine::noteMember()
{
    if (!m_team.revoked)
        return {};
    m_team.revoked = false;
    m_askedAfterRemoval.erase(m_team.pk);
    return m_store.teams().noteAccess(m_team.pk);
}

void SyncEngine::tellProgress()
{
    if (m_progress)
        m_progress(m_now);
}

void SyncEngine::cancel()
{
    if (!running())
        return;
    m_cancelled = true;
    m_transport.cancel();
}

void SyncEngine::nextTeam()
{
    m_halves.clear();
    m_sendAgain = false;
    if (m_cancelled)
        return finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
    while (m_teamIndex < m_teams.size() && m_failed.contains(m_teams[m_teamIndex].server))
        ++m_teamIndex;
    if (m_teamIndex >= m_teams.size())
        return m_failure ? finishFailed() : finish(RunOutcome::End::Done, ErrorCode::Unknown);
    auto team = m_store.teams().find(m_teams[m_teamIndex].pk);
    if (!team)
        return fail(team.error());
    if (!*team) {
        ++m_teamIndex;
        return nextTeam();
    }
    m_team = std::move(**team);
    m_window.use(m_team.server);
    if (m_healthOf != m_team.server)
        return askHealth([this] { next(); });
    if (!m_checked.contains(m_team.pk) || m_team.revoked)
        return pull(); // the check: no opSeq is assigned before the server has confirmed ours
    push();
}

void SyncEngine::askHealth(std::function<void()> then)
{
    send(request(SyncRequest::Kind::Health), [this, then = std::move(then)](const SyncReply &reply) {
        if (reply.status == 200) {
            const auto health = wire::decodeHealth(reply.body);
            if (health && health->minProtocol > wire::kProtocol)
                return failConnection(SyncReply {kUpgradeRequired, ErrorCode::Unknown, {}, {}});
            if (health && health->ours) {
                m_health = *health;
                m_healthOf = m_team.server;
                return then();
            }
        }
        if (reply.status == 404) { // a server of the original contract need not have it
            m_health = {};
            m_healthOf = m_team.server;
            return then();
        }
        SyncReply failure = reply;
        if (reply.status == 200)
            failure = SyncReply {0, ErrorCode::NotOurs, {}, {}};
        askSecured(failure);
    });
}

Result<void> SyncEngine::takeAddress(const AddressClaim &claim)
{
    const auto before = m_store.teams().find(claim.predecessor);
    MIMIR_TRY(before);
    m_checked.erase(claim.predecessor);
    m_teamsLoaded = false;
    if (*before) // that server's failure no longer matters
        m_failed.erase((*before)->server);
    if (m_failed.empty())
        m_failure.reset();
    return m_store.succession().accept(claim);
}

// Only a server with a valid certificate can answer there at all.
void SyncEngine::askSecured(const SyncReply &failure)
{
    const auto secured = securedAddress(m_team.server);
    const bool cancelled = failure.status == 0 && failure.failure == ErrorCode::Cancelled;
    if (!secured || cancelled || !m_secured.insert(*secured).second)
        return failConnection(failure);
    SyncRequest ask;
    ask.server = *secured;
    send(std::move(ask), [this, failure, secured = *secured](const SyncReply &reply) {
        const auto health
            = reply.status == 200 ? wire::decodeHealth(reply.body) : Result<wire::Health>(Error {});
        if (!health || !health->ours)
            return failConnection(failure);
        if (const auto noted = m_store.succession().noteAddress(m_team.server, secured); !noted)
            return fail(noted.error());
        if (const auto claims = loadClaims(); !claims)
            return fail(claims.error());
        failConnection(failure); // the other address is checked next
    });
}

void SyncEngine::nextAddress()
{
    m_team = m_claims.back().asked;
    if (m_healthOf != m_team.server)
        return askHealth([this] { next(); });
    if (m_team.proof.empty() || mutated("noaddressproof"))
        return askAddress();
    send(request(SyncRequest::Kind::Proof),
        [this, claim = m_claims.back()](const SyncReply &reply) { proofAnswered(claim, reply); });
}

// Sent first, since it changes nothing there: a pull that shows a proof makes a server with older data begin
// a new history.
void SyncEngine::proofAnswered(const AddressClaim &claim, const SyncReply &reply)
{
    const ProofVerdict verdict = proofVerdict(reply);
    if (verdict == ProofVerdict::OtherHistory)
        return addressDecided(m_store.succession().markOtherHistory(claim));
    if (verdict == ProofVerdict::NotSaid && reply.status != 404)
        return addressAnswered(claim, reply); // still unknown
    if (verdict == ProofVerdict::NotSaid)
        m_team.proof.clear(); // a server without proofs
    askAddress();
}

void SyncEngine::askAddress()
{
    SyncRequest ask = request(SyncRequest::Kind::Pull);
    ask.since = m_team.cursor;
    ask.limit = 1;
    ask.lastOpSeq = m_team.lastOpSeq;
    send(std::move(ask),
        [this, claim = m_claims.back()](const SyncReply &reply) { addressAnswered(claim, reply); });
}

void SyncEngine::addressAnswered(const AddressClaim &claim, const SyncReply &reply)
{
    const std::string code = reply.status == 200 ? std::string() : wire::errorCodeOf(reply.body);
    if (reply.status == 409 && code == "device_rollback")
        return rotateDevice();
    Result<void> noted;
    switch (addressVerdict(claim.asked, reply)) {
    case AddressVerdict::SameHistory:
        noted = takeAddress(claim);
        break;
    case AddressVerdict::OtherHistory:
        noted = m_store.succession().markOtherHistory(claim);
        break;
    case AddressVerdict::NoAnswer:
        if ((reply.status == 403 && code == "team_access_revoked")
            || (reply.status == 0 && reply.failure == ErrorCode::Forbidden))
            noted = m_store.teams().noteRevoked(claim.candidate);
        else if (!handleRefusal(reply))
            return failConnection(reply);
        else
            return;
        break;
    }
    addressDecided(noted);
}

void SyncEngine::addressDecided(Result<void> noted)
{
    if (noted)
        noted = loadClaims();
    if (!noted)
        return fail(noted.error());
    next();
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
    if (position < m_team.proofPosition)
        return;
    m_team.proof = proof;
    m_team.proofPosition = position;
}

// An answer that arrives after its run has ended is ignored.
void SyncEngine::send(SyncRequest request, Answered then, Answered cutOff)
{
    if (request.kind != SyncRequest::Kind::Health && request.deviceId.empty())
        return fail(Error {ErrorCode::StoreFailed, "the name of this device cannot be read"});
    m_transport.send(request,
        [this, run = m_runNumber, then = std::move(then), cutOff = std::move(cutOff)](
            const SyncReply &reply) {
            if (run != m_runNumber || !running())
                return;
            if (!m_cancelled)
                return then(reply);
            if (cutOff)
                cutOff(reply);
            finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
        });
}

Result<SyncEngine::Privacy> SyncEngine::readPrivacy()
{
    const auto may = m_policy.mayPush(), undecided = m_store.settings().setupPending();
    MIMIR_TRY(may);
    MIMIR_TRY(undecided);
    if ((!*may && !mutated("noprivacy")) || *undecided)
        return Privacy();
    auto key = m_store.privacyRules().placeholderKey(m_team.pk, m_random);
    MIMIR_TRY(key);
    const auto rules = m_store.privacyRules().revision();
    MIMIR_TRY(rules);
    return Privacy {std::move(*key), *rules, true};
}

Result<std::optional<PendingBatch>> SyncEngine::makeBatch()
{
    BatchLimits limits;
    limits.items = std::min(m_batchItems, m_health.maxItems);
    limits.bytes = std::min(m_window.batchBytes(), m_health.maxBodyBytes * 9 / 10);
    limits.itemBytes = m_health.maxItemBytes;
    Transaction reading(m_store.database());
    MIMIR_TRY(reading.begun());
    const auto privacy = readPrivacy();
    MIMIR_TRY(privacy);
    if (!privacy->mayPush)
        return std::optional(PendingBatch());
    MIMIR_TRY(m_store.privacyRules().requeueIfRedactionChanged(
        m_team.pk, PrivacyPolicy::form(privacy->rules, privacy->key)));
    auto pending = m_store.batches().build(m_team.pk, limits, m_halves.empty() ? nullptr : &m_halves.back(),
        minimalServer() ? BatchBuilder::Deletes::LeftOut : BatchBuilder::Deletes::Included);
    MIMIR_TRY(pending);
    MIMIR_TRY(reading.commit());
    if (pending->empty())
        return std::optional(std::move(*pending));
    for (std::size_t i = 0; i < pending->items.size() && !mutated("noredaction"); ++i) {
        const json::Object whole = pending->batch.items[i].record.fields;
        m_policy.prepare(pending->batch.items[i], pending->levels[i], privacy->key);
        pending->noteForms(i, whole);
    }
    // Making the batch took time and blocked no one: check that what it depends on has not changed.
    Transaction noting(m_store.database());
    MIMIR_TRY(noting.begun());
    MIMIR_TRY(m_store.batches().noteWithheld(*pending));
    const auto present = readPrivacy();
    MIMIR_TRY(present);
    MIMIR_TRY(noting.commit());
    return *present == *privacy ? std::optional(std::move(*pending)) : std::nullopt;
}

void SyncEngine::push()
{
    auto made = makeBatch();
    if (!made)
        return fail(made.error());
    if (!*made)
        return push(); // another process changed it while this batch was made: nothing of it has been sent
    PendingBatch &pending = **made;
    if (pending.empty()) {
        if (m_halves.empty())
            return pull();
        m_halves.pop_back();
        return push();
    }
    SyncRequest push = request(SyncRequest::Kind::Push);
    push.body = wire::encode(pending.batch, minimalServer() ? wire::Dialect::Minimal : wire::Dialect::Full);
    pending.bytes = push.body.size();
    pending.withheld = PrivacyPolicy::summary(pending.batch);
    pending.touched = touchedBy(pending.batch);
    auto sent = std::make_shared<PendingBatch>(std::move(pending));
    sent->batch.items.clear(); // only the keys are needed for the answer
    send(
        std::move(push), [this, sent](const SyncReply &reply) { pushed(std::move(*sent), reply); },
        [this, sent](const SyncReply &reply) {
            if (const std::size_t bytes = leftOf(*sent, reply); bytes > 0)
                ledger("push", cargoOf(*sent), bytes, "cut_off");
        });
}

void SyncEngine::pushed(PendingBatch sent, const SyncReply &reply)
{
    if (reply.status == 200)
        return answered(sent, reply);
    const std::string code = wire::errorCodeOf(reply.body);
    ledger("push", cargoOf(sent), leftOf(sent, reply), code.empty() ? "failed" : code);
    if (reply.status == 409 && code == "device_rollback") {
        rotateDevice();
        return;
    }
    if (reply.status == 400 || reply.status == 413 || reply.status == 422)
        return refusedWhole(sent, reply);
    if (handleRefusal(reply))
        return;
    if (isBroken(reply) && brokeOff(reply, m_window.batchBroke(sent.bytes), [this] { push(); }))
        return;
    const bool again = m_failedBatch == opSeqsOf(sent);
    const bool hunting = !m_halves.empty() || sent.suspect;
    m_failedBatch = opSeqsOf(sent);
    if ((again || hunting) && !saysLater(reply.status) && reply.failure != ErrorCode::Offline)
        return suspectBatch(sent, reply, again);
    failConnection(reply);
}

void SyncEngine::answered(const PendingBatch &sent, const SyncReply &reply)
{
    auto answer = wire::decodeBatchAnswer(reply.body);
    if (!answer)
        return failConnection(SyncReply {0, ErrorCode::NotOurs, {}, {}});
    if (!answer->hasResults)
        resultsFromErrors(*answer, sent);
    if (!m_team.epoch.empty() && !answer->epoch.empty() && answer->epoch != m_team.epoch)
        return startOver();
    // From before what this device was last given: whatever it says is outdated.
    if (answer->position && *answer->position < m_team.proofPosition)
        return failConnection(SyncReply {0, ErrorCode::NotOurs, {}, {}});
    const auto outcome = keepAnswer(sent, *answer, leftOf(sent, reply));
    if (!outcome)
        return fail(outcome.error());
    m_breaks = 0;
    if (outcome->deviceRollback)
        return rotateDevice();
    if (answer->position)
        noteProof(answer->proof, *answer->position);
    m_failedBatch.clear();
    m_outcome.sent += outcome->done;
    m_outcome.refused += outcome->refused;
    m_outcome.conflicts += outcome->conflicts;
    m_now.done = m_outcome.sent;
    m_now.total = std::max(m_now.total, m_now.done);
    tellProgress();
    // A batch whose answer has no results at all would be sent again at once, forever.
    if (outcome->unanswered == static_cast<int>(sent.items.size()))
        return failConnection(SyncReply {0, ErrorCode::NotOurs, {}, {}});
    if (!m_halves.empty())
        m_halves.pop_back();
    push();
}

// The answer and its line in the ledger: one commit, one flush.
Result<Replica::BatchOutcome> SyncEngine::keepAnswer(
    const PendingBatch &sent, const wire::BatchAnswer &answer, std::size_t bytes)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    const auto outcome = m_store.replica().applyResults(m_team, sent.items, answer);
    MIMIR_TRY(outcome);
    ledger("push", cargoOf(sent), bytes, "ok");
    MIMIR_TRY(m_window.batchPassed(sent.bytes));
    MIMIR_TRY(transaction.commit());
    return outcome;
}

bool SyncEngine::brokeOff(
    const SyncReply &reply, const Result<void> &smaller, const std::function<void()> &again)
{
    if (!smaller) {
        fail(smaller.error());
        return true;
    }
    if (reply.retryAfter || m_breaks >= tuning::kBreaksInARow)
        return false;
    ++m_breaks;
    again();
    return true;
}

// Only the culprit counts a try: the batch is halved until it is alone.
void SyncEngine::refusedWhole(const PendingBatch &sent, const SyncReply &reply)
{
    if (!m_halves.empty())
        m_halves.pop_back();
    if (mutated("nosplit"))
        return failConnection(reply);
    if (sent.items.size() == 1) {
        const QueuedItem &item = sent.items.front();
        const std::string code = wire::errorCodeOf(reply.body);
        const auto counted = reply.status == 413
            ? m_store.outbox().markFailed(item, "item_too_large", code)
            : m_store.outbox().countTry(item, Outbox::kBatchRefused, code, m_clock.now(), &m_random);
        if (!counted)
            return fail(counted.error());
        m_outcome.refused += reply.status == 413 ? 1 : 0;
        return push();
    }
    const auto middle = sent.items.begin() + static_cast<std::ptrdiff_t>(sent.items.size() / 2);
    const auto keys = [](auto first, auto last) {
        Keys out;
        for (; first != last; ++first)
            out.emplace(first->type, first->pk);
        return out;
    };
    // The first half goes first: it has the parents.
    m_halves.push_back(keys(middle, sent.items.end()));
    m_halves.push_back(keys(sent.items.begin(), middle));
    push();
}

// The same batch failed twice: if the server is healthy, something in the batch is not. A single item is
// blamed only if it, too, has failed twice in a row.
void SyncEngine::suspectBatch(const PendingBatch &sent, const SyncReply &reply, bool again)
{
    send(request(SyncRequest::Kind::Health), [this, sent, reply, again](const SyncReply &health) {
        const auto decoded
            = health.status == 200 ? wire::decodeHealth(health.body) : Result<wire::Health>(Error {});
        if (!decoded || !decoded->ours)
            return failConnection(reply);
        if (sent.items.size() == 1 && !again)
            return push();
        m_failedBatch.clear();
        refusedWhole(sent, SyncReply {400, ErrorCode::Unknown, reply.body, {}});
    });
}

// A refused item may be at the server anyway, through a send whose answer was lost; its echo is not sent
// back. So the server is asked for it, a few in each run, until it is known.
Result<std::vector<std::string>> SyncEngine::unsettledItems()
{
    std::vector<std::string> names;
    if (minimalServer() || m_breaks > 0 || mutated("noasking"))
        return names; // after a page broke off, it is requested again without them
    OutboxKey &after = m_askedFor.try_emplace(m_team.pk, EntityType::Conversation, 0).first->second;
    const std::size_t most = std::min(tuning::kAskedItems, m_window.pageRows());
    const auto items = m_store.outboxList().unsettled(m_team.pk, after, most);
    MIMIR_TRY(items);
    for (const QueuedItem &item : *items)
        if (isValidId(item.id)) // no server has any other, and asking for one makes the whole page fail
            names.push_back(std::string(typeName(item.type)) + ':' + item.id);
    after = items->size() < most ? OutboxKey(EntityType::Conversation, 0)
                                 : OutboxKey(items->back().type, items->back().pk);
    return names;
}

void SyncEngine::pull()
{
    SyncRequest pull = request(SyncRequest::Kind::Pull);
    auto items = unsettledItems();
    if (!items)
        return fail(items.error());
    pull.items = std::move(*items);
    pull.since = m_team.cursor;
    pull.limit = m_window.pageRows();
    if (!m_checked.contains(m_team.pk))
        pull.lastOpSeq = m_team.lastOpSeq;
    send(std::move(pull), [this](const SyncReply &reply) { pulled(reply); });
}

void SyncEngine::pulled(const SyncReply &reply)
{
    const std::string code = reply.status == 200 ? std::string() : wire::errorCodeOf(reply.body);
    if (reply.status == 409 && code == "device_rollback")
        return rotateDevice();
    if (reply.status != 200) {
        (void)m_store.teams().notePullUnfinished(m_team.pk);
        ledger("pull", {}, 0, code.empty() ? "failed" : code);
        if (handleRefusal(reply)
            || (isBroken(reply)
                && brokeOff(reply, m_window.pageBroke(m_window.pageRows()), [this] { pull(); })))
            return;
        return failConnection(reply);
    }
    auto page = wire::decodePage(reply.body);
    if (!page) {
        (void)m_store.teams().notePullUnfinished(m_team.pk);
        return failConnection(SyncReply {0, ErrorCode::NotOurs, {}, {}});
    }
    if (!m_team.epoch.empty() && !page->epoch.empty() && page->epoch != m_team.epoch && !mutated("noepoch"))
        return startOver();
    if (const auto noted = noteMember(); !noted)
        return fail(noted.error());
    if (isEmptyPage(*page)) {
        if (!page->cursor.empty())
            m_team.cursor = page->cursor; // saved when it is due
        return m_checked.insert(m_team.pk).second ? push() : finishTeam();
    }
    const bool timestamps = page->cursor.empty();
    if (timestamps)
        page->cursor = std::to_string(std::max<Millis>(0, page->serverTimestamp - tuning::kOverlap));
    const bool stuck = page->hasMore && page->cursor == m_team.cursor;
    m_breaks = 0;
    const auto outcome = keepPage(
        *page, timestamps ? Replica::Source::Timestamps : Replica::Source::Revisions, reply.body.size());
    if (!outcome)
        return fail(outcome.error());
    m_outcome.received += outcome->applied;
    m_outcome.conflicts += outcome->newConflicts;
    m_sendAgain = m_sendAgain || outcome->queued > 0;
    if (page->position)
        noteProof(page->cursor, *page->position);
    m_team.cursor = page->cursor;
    m_team.epoch = page->epoch;
    m_team.pullFailed = page->hasMore;
    m_team.fullPull = m_team.fullPull && page->hasMore;
    m_now.received += static_cast<std::int64_t>(page->rows.size() + page->deleted.size());
    m_now.fetching = page->hasMore;
    tellProgress();
    if (stuck)
        return failConnection(SyncReply {0, ErrorCode::NotOurs, {}, {}});
    if (page->hasMore && m_checked.contains(m_team.pk))
        return pull();
    if (m_checked.insert(m_team.pk).second)
        return push(); // what is here is sent first; the remaining pages follow
    if (std::exchange(m_sendAgain, false))
        return push();
    finishTeam();
}

Result<Replica::PageOutcome> SyncEngine::keepPage(
    const wire::Page &page, Replica::Source source, std::size_t bytes)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    const auto outcome = m_store.replica().applyPage(m_team, page, source);
    MIMIR_TRY(outcome);
    if (!page.rows.empty() || !page.deleted.empty())
        ledger("pull", {countsOf(page), touchedBy(page), {}}, bytes, "ok");
    MIMIR_TRY(m_window.pagePassed(page.hasMore ? m_window.pageRows() : page.rows.size()));
    MIMIR_TRY(transaction.commit());
    return outcome;
}

// Most pulls of an idle device bring nothing: they should not wear out the disk.
bool SyncEngine::isEmptyPage(const wire::Page &page) const
{
    if (page.hasMore || !page.rows.empty() || !page.deleted.empty() || !page.conflicts.empty()
        || page.malformed > 0 || m_team.fullPull || !m_team.lastPull)
        return false;
    if (page.cursor != m_team.cursor && std::abs(m_clock.now() - *m_team.lastPull) >= tuning::kPositionSave)
        return false;
    const Millis drift
        = page.serverTimestamp - m_clock.now() - ServerTime(m_store.database(), m_clock).offset();
    return !m_team.cursor.empty() && m_team.lastPull && !m_team.pullFailed && page.epoch == m_team.epoch
        && std::abs(drift) < tuning::kSteadyOffset;
}

void SyncEngine::finishTeam()
{
    if (minimalServer()) {
        m_caughtUp.all = false;
    } else {
        m_caughtUp.pulls.push_back(request(SyncRequest::Kind::Pull));
        m_caughtUp.pulls.back().since = m_team.cursor;
    }
    ++m_teamIndex;
    nextTeam();
}

bool SyncEngine::handleRefusal(const SyncReply &reply)
{
    const std::string code = wire::errorCodeOf(reply.body);
    const bool revoked = reply.status == 401 ? code == "device_revoked"
                                             : reply.status == 0 && reply.failure == ErrorCode::DeviceRevoked;
    if (revoked || reply.status == 401 || (reply.status == 0 && reply.failure == ErrorCode::SignedOut)) {
        finish(RunOutcome::End::SignedOut, revoked ? ErrorCode::DeviceRevoked : ErrorCode::SignedOut);
        return true;
    }
    if (reply.status == 0
        && (reply.failure == ErrorCode::Keyring || reply.failure == ErrorCode::KeyringAbsent)) {
        finish(RunOutcome::End::KeyringLocked, reply.failure);
        return true;
    }
    // The sign-in is refused if the user left the whole organisation.
    const bool leftOrganization = reply.status == 0 && reply.failure == ErrorCode::Forbidden;
    if (leftOrganization || (reply.status == 403 && code == "team_access_revoked")) {
        if (const auto set = m_store.teams().noteRevoked(m_team.pk); !set) {
            fail(set.error());
            return true;
        }
        m_askedAfterRemoval[m_team.pk] = m_clock.elapsed();
        ++m_teamIndex;
        nextTeam();
        return true;
    }
    if (reply.status == kUpgradeRequired) { // no item is to blame
        failConnection(reply);
        return true;
    }
    if (reply.status == 410) {
        code == "cursor_unknown" ? forgetCursor() : startOver();
        return true;
    }
    return false;
}

// The server has seen more of this device than the device remembers: it is a restored copy, and gets a new
// id.
void SyncEngine::rotateDevice()
{
    if (++m_startsOver > 3)
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
    if (++m_startsOver > 3)
        return failConnection(SyncReply {0, ErrorCode::EpochChanged, {}, {}});
    if (const auto reset = m_store.replica().resetEpoch(m_team); !reset)
        return fail(reset.error());
    m_outcome.startedOver = true;
    m_checked.erase(m_team.pk);
    nextTeam();
}

void SyncEngine::forgetCursor()
{
    if (++m_startsOver > 3)
        return failConnection(SyncReply {0, ErrorCode::CursorUnknown, {}, {}});
    if (const auto forgotten = m_store.teams().forgetCursor(m_team.pk); !forgotten)
        return fail(forgotten.error());
    nextTeam();
}

void SyncEngine::failConnection(const SyncReply &reply)
{
    m_healthOf.clear();
    if (reply.failure == ErrorCode::Cancelled && reply.status == 0)
        return finish(RunOutcome::End::Cancelled, ErrorCode::Cancelled);
    m_failed.insert(m_team.server);
    if (!m_failure)
        m_failure = reply;
    std::erase_if(m_claims, [this](const AddressClaim &one) { return m_failed.contains(one.asked.server); });
    next();
}

void SyncEngine::finishFailed()
{
    const ErrorCode why = m_failure->status > 0 ? errorOfStatus(m_failure->status) : m_failure->failure;
    const bool answered
        = m_failure->status > 0 || isAnswer(why); // to the token request, if there is no status
    finish(answered ? RunOutcome::End::Busy : RunOutcome::End::Unreachable, why, m_failure->retryAfter);
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
    m_outcome.end = end;
    m_outcome.error = error;
    m_outcome.retryAfter = retryAfter;
    const Done done = std::exchange(m_done, nullptr);
    done(m_outcome);
}

void SyncEngine::ledger(
    std::string_view direction, const SyncCargo &cargo, std::size_t bytes, std::string_view outcome)
{
    SyncLogEntry entry {m_clock.now(), m_team.pk, std::string(direction), cargo.counts, bytes,
        std::string(outcome), 0, 0, cargo.withheld, cargo.touched};
    if (const auto here = m_store.outboxSummary().counts(m_team.pk); here && direction == "push")
        if (const auto stayed = m_store.log().stayedSince(m_team.pk, {here->held, here->kept})) {
            entry.held = stayed->held;
            entry.kept = stayed->kept;
        }
    (void)m_store.log().add(entry);
}

} // namespace mimir
