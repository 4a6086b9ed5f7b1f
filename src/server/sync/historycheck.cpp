#include "server/sync/historycheck.h"

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

// Neither history has a tag between the proof's tag and the point where they part, provided the proof's tag
// is here at all; and the restored data begins with a tag, because the database was opened then.
Result<std::int64_t> lastCommonRev(SyncStore &store, const TeamState &team, const HistoryProof &proof)
{
    const auto known = store.tagAt(team.pk, proof.tag.rev);
    MIMIR_TRY(known);
    const auto next = store.tagAfter(team.pk, *known == proof.tag ? proof.tag.rev : team.epochRev);
    MIMIR_TRY(next);
    return next->rev > 0 ? next->rev - 1 : team.rev;
}

Result<std::string> proofAt(
    SyncStore &store, const TeamState &team, std::string_view teamId, std::int64_t position)
{
    auto tag = tagAt(store, team, position);
    MIMIR_TRY(tag);
    return encodeProof({position, team.epoch, std::move(*tag), true}, {teamId, team.proofKey});
}

Result<void> refuseUnless(HistoryVerdict verdict)
{
    if (verdict == HistoryVerdict::Holds)
        return {};
    return Error {ErrorCode::EpochChanged, "the server's history of this team has begun again"};
}

} // namespace mimir::server
