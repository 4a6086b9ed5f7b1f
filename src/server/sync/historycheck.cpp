#include "server/sync/historycheck.h"

#include <algorithm>

namespace mimir::server {
namespace {

Result<HistoryTag> tagAt(SyncStore &store, const TeamState &team, std::int64_t position)
{
    return position >= team.newestTag.rev ? Result<HistoryTag>(team.newestTag)
                                          : store.tagAt(team.pk, position);
}

} // namespace

Result<HistoryVerdict> verdictOn(SyncStore &store, const TeamState &team, const HistoryProof &proof)
{
    if (proof.epoch != team.epoch)
        return HistoryVerdict::OtherEpoch;
    // An unsigned proof proves nothing, so it does not begin a new epoch.
    if (!proof.isSigned)
        return proof.position <= team.rev ? HistoryVerdict::Holds : HistoryVerdict::OtherEpoch;
    if (proof.position > team.rev)
        return HistoryVerdict::Differs;
    const auto tag = tagAt(store, team, proof.position);
    MIMIR_TRY(tag);
    return *tag == proof.tag ? HistoryVerdict::Holds : HistoryVerdict::Differs;
}

namespace {

// The newest tag of the proof that is here, too; the beginning of the epoch if none is.
Result<std::int64_t> lastCommonTag(SyncStore &store, const TeamState &team, const HistoryProof &proof)
{
    std::vector<HistoryTag> tags {proof.tag};
    tags.insert(tags.end(), proof.earlier.begin(), proof.earlier.end());
    for (const HistoryTag &tag : tags) {
        const auto here = store.tagAt(team.pk, tag.rev);
        MIMIR_TRY(here);
        if (isSameTag(tag, *here))
            return std::max(tag.rev, team.epochRev);
    }
    return team.epochRev;
}

} // namespace

// After a common tag, neither history has one before the place where they part; and the restored data begins with a
// tag, because the database was opened then.
Result<std::int64_t> lastCommonRev(SyncStore &store, const TeamState &team, const HistoryProof &proof)
{
    const auto common = lastCommonTag(store, team, proof);
    MIMIR_TRY(common);
    const auto next = store.tagAfter(team.pk, *common);
    MIMIR_TRY(next);
    return next->rev > 0 ? next->rev - 1 : team.rev;
}

Result<std::string> proofAt(
    SyncStore &store, const TeamState &team, std::string_view teamId, std::int64_t position)
{
    auto tag = tagAt(store, team, position);
    MIMIR_TRY(tag);
    auto earlier = store.earlierTags(team.pk, tag->rev);
    MIMIR_TRY(earlier);
    return encodeProof(
        {position, team.epoch, std::move(*tag), std::move(*earlier), true}, {teamId, team.proofKey});
}

Result<void> refuseUnless(HistoryVerdict verdict)
{
    if (verdict == HistoryVerdict::Holds)
        return {};
    return Error {ErrorCode::EpochChanged, "the server's history of this team has begun again"};
}

} // namespace mimir::server
