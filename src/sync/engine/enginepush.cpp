// Sends what the outbox has for a team, a batch at a time.
#include "sync/engine/syncengine.h"

#include "sync/engine/originalanswer.h"
#include "sync/engine/replymeaning.h"

#include <algorithm>

namespace mimir {
namespace {

std::set<std::int64_t> opSeqsOf(const PendingBatch &sent)
{
    std::set<std::int64_t> out;
    for (const QueuedItem &item : sent.items)
        out.insert(item.opSeq);
    return out;
}

} // namespace

BatchLimits SyncEngine::limits() const
{
    BatchLimits limits;
    limits.items = std::min(m_batchItems, m_health.maxItems);
    limits.bytes = std::min(m_window.batchBytes(), m_health.maxBodyBytes * 9 / 10);
    limits.itemBytes = m_health.maxItemBytes;
    return limits;
}

void SyncEngine::push()
{
    auto made = m_batches.make(m_team, limits(), m_run.halves.empty() ? nullptr : &m_run.halves.back(),
        minimalServer() ? BatchBuilder::Deletes::LeftOut : BatchBuilder::Deletes::Included);
    if (!made)
        return fail(made.error());
    if (!*made)
        return push(); // another process changed it while this batch was made: nothing of it has been sent
    PendingBatch &pending = **made;
    if (pending.empty()) {
        if (m_run.halves.empty())
            return pull();
        m_run.halves.pop_back();
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
        [this, sent](const SyncReply &reply) { m_ledger.cutOff(m_team, *sent, reply); });
}

void SyncEngine::pushed(PendingBatch sent, const SyncReply &reply)
{
    if (reply.status == 200)
        return answered(sent, reply);
    m_ledger.pushed(m_team, sent, reply);
    if (isDeviceRollback(reply))
        return rotateDevice();
    if (reply.status == 400 || reply.status == 413 || reply.status == 422)
        return refusedWhole(sent, reply);
    if (handleRefusal(reply))
        return;
    const auto shrink = [&] { return m_window.batchBroke(sent.bytes); };
    if (repeatSmaller(reply, shrink, [this] { push(); }))
        return;
    const bool again = m_failedBatch == opSeqsOf(sent);
    const bool hunting = !m_run.halves.empty() || sent.suspect;
    m_failedBatch = opSeqsOf(sent);
    if ((again || hunting) && !saysLater(reply) && reply.failure != ErrorCode::Offline)
        return suspectBatch(sent, reply, again);
    failConnection(reply);
}

void SyncEngine::answered(const PendingBatch &sent, const SyncReply &reply)
{
    auto answer = wire::decodeBatchAnswer(reply.body);
    if (!answer)
        return failConnection(unusable(answer.error(), reply));
    // What a server that knows protocol 2 leaves out of it was not done.
    if (minimalServer() ? !readOriginalAnswer(*answer, sent.items) : !isComplete(*answer))
        return failConnection(wrongAnswer());
    if (!m_team.epoch.empty() && !answer->epoch.empty() && answer->epoch != m_team.epoch)
        return startOver();
    if (isBelowProof(answer->position)) // whatever it says is outdated, or what was said before was wrong
        return doubtPosition();
    if (!isPlausible(*answer) || !isAnswerTo(*answer, sent.items))
        return failConnection(wrongAnswer());
    const auto outcome = storeAnswer(sent, *answer, reply);
    if (!outcome)
        return fail(outcome.error());
    m_run.breaks = 0;
    if (outcome->deviceRollback)
        return rotateDevice();
    if (answer->position)
        noteProof(answer->proof, *answer->position);
    m_failedBatch.clear();
    countSent(*outcome);
    // A batch whose answer has no results at all would be sent again at once, forever.
    if (outcome->unanswered == static_cast<int>(sent.items.size()))
        return failConnection(wrongAnswer());
    if (!m_run.halves.empty())
        m_run.halves.pop_back();
    push();
}

void SyncEngine::countSent(const Replica::BatchOutcome &outcome)
{
    m_run.outcome.sent += outcome.done;
    m_run.outcome.refused += outcome.refused;
    m_run.outcome.conflicts += outcome.conflicts;
    m_run.progress.done = m_run.outcome.sent;
    m_run.progress.total = std::max(m_run.progress.total, m_run.progress.done);
    tellProgress();
}

// The answer and its line in the ledger: one commit, one flush.
Result<Replica::BatchOutcome> SyncEngine::storeAnswer(
    const PendingBatch &sent, const wire::BatchAnswer &answer, const SyncReply &reply)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    const auto outcome = m_store.replica().applyResults(m_team, sent.items, answer);
    MIMIR_TRY(outcome);
    m_ledger.pushed(m_team, sent, reply);
    MIMIR_TRY(m_window.batchPassed(sent.bytes));
    MIMIR_TRY(transaction.commit());
    return outcome;
}

// Only the culprit counts a try: the batch is halved until it is alone.
void SyncEngine::refusedWhole(const PendingBatch &sent, const SyncReply &reply)
{
    if (!m_run.halves.empty())
        m_run.halves.pop_back();
    if (sent.items.size() == 1)
        return refusedAlone(sent.items.front(), reply);
    const auto middle = sent.items.begin() + static_cast<std::ptrdiff_t>(sent.items.size() / 2);
    const auto keys = [](auto first, auto last) {
        BatchMaker::Keys out;
        for (; first != last; ++first)
            out.emplace(first->type, first->pk);
        return out;
    };
    // The first half goes first: it has the parents.
    m_run.halves.push_back(keys(middle, sent.items.end()));
    m_run.halves.push_back(keys(sent.items.begin(), middle));
    push();
}

void SyncEngine::refusedAlone(const QueuedItem &item, const SyncReply &reply)
{
    const std::string code = wire::errorCodeOf(reply.body);
    const bool isTooLarge = reply.status == 413;
    const auto counted = isTooLarge
        ? m_store.outbox().markTooLarge(item, code, m_clock.now())
        : m_store.outbox().countTry(item, Outbox::kBatchRefused, code, m_clock.now(), &m_random);
    if (!counted)
        return fail(counted.error());
    m_run.outcome.refused += isTooLarge ? 1 : 0;
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

} // namespace mimir
