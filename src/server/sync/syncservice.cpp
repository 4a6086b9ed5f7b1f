#include "server/sync/syncservice.h"

#include "core/ids.h"
#include "server/sync/batchrun.h"
#include "server/sync/historycheck.h"
#include "server/sync/pullrun.h"

#include <algorithm>
#include <sodium.h>

namespace mimir::server {
namespace {

Error notAMember()
{
    return {ErrorCode::Forbidden, "not a member of this team"};
}

} // namespace

SyncService::SyncService(SyncStore &store, const Clock &clock, RandomSource &random)
    : m_store(store), m_clock(clock), m_random(random)
{
    // Selects the fast hash for this processor; without it a slower one is used.
    [[maybe_unused]] const int picked = sodium_init();
}

Result<PushAnswer> SyncService::push(const Caller &caller, const wire::Batch &batch)
{
    m_beganEpoch = false;
    {
        SyncTransaction transaction(m_store, SyncStore::Lock::Held);
        MIMIR_TRY(transaction.begun());
        BatchRun run(m_store, m_random, caller, batch, m_clock.now());
        auto answer = run.run();
        if (answer)
            MIMIR_TRY(transaction.commit());
        if (answer || !run.historyDiffers())
            return answer;
    }
    return beginEpochIfDiffers(caller, {});
}

Result<PullAnswer> SyncService::pull(const Caller &caller, const PullQuery &query)
{
    m_beganEpoch = false;
    {
        SyncTransaction snapshot(m_store, SyncStore::Lock::None);
        MIMIR_TRY(snapshot.begun());
        PullRun run(m_store, caller, query, m_clock.now());
        auto page = run.run();
        if (page || !run.historyDiffers())
            return page;
    }
    return beginEpochIfDiffers(caller, query.since);
}

Error SyncService::beginEpochIfDiffers(const Caller &caller, std::string_view since)
{
    SyncTransaction transaction(m_store, SyncStore::Lock::Held);
    if (!transaction.begun())
        return transaction.begun().error();
    const auto team = m_store.enter(caller.user, caller.teamId, SyncStore::Lock::Held);
    if (!team)
        return team.error();
    if (!*team)
        return notAMember();
    auto verdict = HistoryVerdict::Holds;
    std::int64_t common = (*team)->rev;
    for (const std::string_view text : {std::string_view(caller.proof), since}) {
        const auto proof = decodeProof(text, {caller.teamId, (*team)->proofKey});
        const auto said = proof ? verdictOn(m_store, **team, *proof) : HistoryVerdict::Holds;
        if (!said)
            return said.error();
        verdict = std::max(verdict, *said);
        const auto shared = *said == HistoryVerdict::Differs ? lastCommonRev(m_store, **team, *proof)
                                                             : Result<std::int64_t>(common);
        if (!shared)
            return shared.error();
        common = std::min(common, *shared);
    }
    if (verdict == HistoryVerdict::Holds) // the snapshot that was read was behind
        return {ErrorCode::StoreBusy, "the history was read where it was not complete"};
    if (verdict == HistoryVerdict::Differs) {
        const auto begun = m_store.beginEpoch((*team)->pk, newId(m_clock.now(), m_random), common);
        if (!begun)
            return begun.error();
        if (const auto committed = transaction.commit(); !committed)
            return committed.error();
        m_beganEpoch = true;
    }
    return refuseUnless(verdict).error();
}

Result<TeamState> SyncService::enterProven(const Caller &caller)
{
    auto team = m_store.enter(caller.user, caller.teamId, SyncStore::Lock::None);
    MIMIR_TRY(team);
    if (!*team)
        return notAMember();
    const auto proof = decodeProof(caller.proof, {caller.teamId, (*team)->proofKey});
    MIMIR_TRY(proof);
    const auto verdict = verdictOn(m_store, **team, *proof);
    MIMIR_TRY(verdict);
    MIMIR_TRY(refuseUnless(*verdict));
    return std::move(**team);
}

Result<void> SyncService::checkProof(const Caller &caller)
{
    SyncTransaction snapshot(m_store, SyncStore::Lock::None);
    MIMIR_TRY(snapshot.begun());
    MIMIR_TRY(enterProven(caller));
    return {};
}

Result<wire::Digest> SyncService::digest(const Caller &caller, std::int64_t fromPart)
{
    SyncTransaction snapshot(m_store, SyncStore::Lock::None);
    MIMIR_TRY(snapshot.begun());
    const auto team = enterProven(caller);
    MIMIR_TRY(team);
    auto parts = m_store.digest(team->pk, caller.user, fromPart);
    MIMIR_TRY(parts);
    const bool hasMore = parts->size() > wire::kMaxDigestParts;
    if (hasMore)
        parts->resize(wire::kMaxDigestParts);
    return wire::Digest {team->rev, team->epoch, std::move(*parts), hasMore};
}

Result<wire::DigestRows> SyncService::digestRows(const Caller &caller, std::int64_t part)
{
    SyncTransaction snapshot(m_store, SyncStore::Lock::None);
    MIMIR_TRY(snapshot.begun());
    const auto team = enterProven(caller);
    MIMIR_TRY(team);
    auto rows = m_store.digestRows(team->pk, caller.user, part);
    MIMIR_TRY(rows);
    return wire::DigestRows {team->rev, team->epoch, std::move(*rows)};
}

Result<void> SyncService::emptyTrash(Millis now)
{
    const auto trash = m_store.trash(now);
    MIMIR_TRY(trash);
    for (const SyncStore::Trash &one : *trash) {
        Result<bool> more = true;
        while (more && *more)
            more = m_store.emptyTrash(one);
        MIMIR_TRY(more);
    }
    return {};
}

} // namespace mimir::server
