#include "server/sync/batchrun.h"

#include "core/ids.h"
#include "server/sync/commitclock.h"
#include "server/sync/fieldstamps.h"
#include "server/sync/historycheck.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace mimir::server {
namespace {

using wire::Action;
using wire::Item;
using wire::ItemResult;
using wire::Status;

bool isConversationWrite(const Item &item)
{
    return item.record.type == EntityType::Conversation && item.action != Action::Delete;
}

// Parents before children; for deletes, which come last, children before parents.
auto rankOf(const Item &item)
{
    const bool deletes = item.action == Action::Delete;
    const int type = static_cast<int>(item.record.type);
    return std::tuple(deletes, deletes ? -type : type, item.opSeq);
}

} // namespace

BatchRun::BatchRun(
    SyncStore &store, RandomSource &random, const Caller &caller, const wire::Batch &batch, Millis now)
    : m_random(random), m_batch(store, caller, batch, now), m_device(m_batch), m_lost(m_batch, random),
      m_children(m_batch, m_lost), m_rule(m_batch, m_lost, m_children)
{
}

Result<PushAnswer> BatchRun::run()
{
    MIMIR_TRY(checkEnvelope());
    MIMIR_TRY(enter());
    MIMIR_TRY(m_device.open());
    const DeviceState &device = m_batch.device;
    MIMIR_TRY(m_batch.rows->load(m_batch.sent, {device.pk, m_batch.caller.deviceId, device.name}));
    const std::int64_t revBefore = m_batch.team.rev;
    MIMIR_TRY(processAll());
    MIMIR_TRY(m_children.remove());
    MIMIR_TRY(m_lost.store());
    MIMIR_TRY(write(revBefore));
    for (ItemResult &one : m_batch.results)
        attachRow(one);
    const TeamState &team = m_batch.team;
    auto proof = proofAt(m_batch.store, team, m_batch.caller.teamId, team.rev);
    MIMIR_TRY(proof);
    return PushAnswer {
        {m_batch.now, team.epoch, std::move(m_batch.results), {}, true, team.rev, std::move(*proof)},
        team.rev != revBefore, m_batch.sharedChanged};
}

Result<void> BatchRun::checkEnvelope() const
{
    const wire::Batch &batch = m_batch.sent;
    const std::string &device = m_batch.caller.deviceId;
    if (batch.items.size() > wire::kMaxBatchItems)
        return Error {ErrorCode::TooLarge, "a batch contains at most 100 items"};
    if (!device.empty() && !isValidId(device))
        return Error {ErrorCode::Validation, "X-Device-ID is not an id"};
    std::vector<std::int64_t> seqs;
    for (const Item &item : batch.items) {
        if (!BatchDevice::remembers(item))
            continue;
        if (device.empty())
            return Error {ErrorCode::Validation, "X-Device-ID is missing"};
        if (item.opSeq > batch.lastOpSeq)
            return Error {ErrorCode::Validation, "an opSeq is greater than lastOpSeq"};
        seqs.push_back(item.opSeq);
    }
    std::ranges::sort(seqs);
    if (std::ranges::adjacent_find(seqs) != seqs.end())
        return Error {ErrorCode::Validation, "an opSeq occurs twice in the batch"};
    return {};
}

Result<void> BatchRun::enter()
{
    const Caller &caller = m_batch.caller;
    const auto team = m_batch.store.enter(caller.user, caller.teamId, SyncStore::Lock::Held);
    MIMIR_TRY(team);
    if (!*team)
        return Error {ErrorCode::Forbidden, "not a member of this team"};
    m_batch.team = **team;
    m_batch.commit = commitTime(m_batch.team, m_batch.now);
    m_batch.rows.emplace(m_batch.store, m_batch.team.pk, caller.user);
    const std::string &epoch = m_batch.sent.epoch;
    if (!epoch.empty() && epoch != m_batch.team.epoch)
        return Error {ErrorCode::EpochChanged, "the server's history of this team has begun again"};
    MIMIR_TRY(placeOffers());
    return checkHistory();
}

// A device that was away while the history began again more than once knows nothing after the first place
// where it did.
Result<void> BatchRun::placeOffers()
{
    m_batch.offersRev = m_batch.team.epochRev;
    if (m_batch.sent.offersFrom.empty())
        return {};
    const auto common = m_batch.store.commonSince(m_batch.team.pk, m_batch.sent.offersFrom);
    MIMIR_TRY(common);
    m_batch.offersRev = std::min(m_batch.offersRev, common->value_or(m_batch.offersRev));
    return {};
}

Result<void> BatchRun::checkHistory()
{
    const Caller &caller = m_batch.caller;
    if (caller.proof.empty())
        return {};
    const auto proof = decodeProof(caller.proof, {caller.teamId, m_batch.team.proofKey});
    MIMIR_TRY(proof);
    const auto verdict = verdictOn(m_batch.store, m_batch.team, *proof);
    MIMIR_TRY(verdict);
    m_historyDiffers = *verdict == HistoryVerdict::Differs;
    return refuseUnless(*verdict);
}

std::vector<std::size_t> BatchRun::order() const
{
    std::vector<std::size_t> indexes(m_batch.sent.items.size());
    std::iota(indexes.begin(), indexes.end(), 0);
    std::ranges::stable_sort(indexes, {}, [this](std::size_t i) { return rankOf(m_batch.sent.items[i]); });
    return indexes;
}

Result<void> BatchRun::processAll()
{
    m_batch.results.resize(m_batch.sent.items.size());
    for (const std::size_t at : order()) {
        const Item &item = m_batch.sent.items[at];
        // Later messages find the conversation in its present state.
        if (!isConversationWrite(item))
            MIMIR_TRY(m_children.rescope());
        m_batch.at = at;
        auto answered = answer(item);
        MIMIR_TRY(answered);
        m_batch.results[at] = std::move(*answered);
    }
    return m_children.rescope();
}

Result<ItemResult> BatchRun::answer(const Item &item)
{
    if (item.error) {
        const bool large = item.error->code == ErrorCode::TooLarge;
        return refusedResult(item, large ? "item_too_large" : "validation", item.error->message);
    }
    if (!BatchDevice::remembers(item)) {
        auto bare = process(item);
        if (bare && bare->status == Status::Conflict)
            bare->status = Status::Merged; // the original contract knows only "done" and "try again"
        return bare;
    }
    if (auto earlier = m_device.earlierAnswer(item))
        return std::move(*earlier);
    auto fresh = process(item);
    if (fresh && fresh->status != Status::Retry)
        m_device.remember();
    return fresh;
}

// A revision that this history does not have yet was a false word: by it an edit would count as made with knowledge of
// everything, and replace it without a trace.
Result<ItemResult> BatchRun::process(const Item &item)
{
    const std::int64_t highest = m_batch.team.rev;
    const bool isPossible = item.baseRev <= highest && item.knownRev <= highest;
    if (isPossible || !m_batch.rows->own(item.record.type, item.record.id))
        return m_rule.process(item);
    Item known = item;
    known.baseRev = item.baseRev <= highest ? item.baseRev : 0;
    known.knownRev = item.knownRev <= highest ? item.knownRev : known.baseRev;
    return m_rule.process(known);
}

Result<void> BatchRun::write(std::int64_t revBefore)
{
    const bool changed = m_batch.team.rev != revBefore;
    if (changed)
        m_batch.team.commitMs = m_batch.commit;
    MIMIR_TRY(m_batch.rows->write());
    MIMIR_TRY(m_rule.blankConflicts());
    MIMIR_TRY(m_device.save());
    if (!changed)
        return {};
    MIMIR_TRY(keepTag(revBefore + 1));
    return m_batch.store.saveTeam(m_batch.team);
}

Result<void> BatchRun::keepTag(std::int64_t firstRev)
{
    TeamState &team = m_batch.team;
    if (m_batch.store.hasTagSinceOpening(team.pk) && firstRev - team.newestTag.rev < kRevisionsPerTag)
        return {};
    team.newestTag = {firstRev, makeTag(m_random)};
    return m_batch.store.keepTag(team.pk, team.newestTag);
}

void BatchRun::attachRow(ItemResult &result)
{
    if (result.status != Status::Merged && result.status != Status::Duplicate
        && result.status != Status::Conflict)
        return;
    result.item.emplace();
    const StoredRow *row = m_batch.rows->own(result.type, result.id);
    const wire::Owner owner = row ? wire::Owner::caller() : wire::Owner::teammate();
    if (!row)
        row = m_batch.rows->shared(result.type, result.id);
    if (row && !row->deleted)
        wire::appendRow(*result.item, row->payload, row->rev, owner,
            owner.isCaller ? notesOf(row->editedAt, row->stamps) : wire::FieldNotes());
}

} // namespace mimir::server
