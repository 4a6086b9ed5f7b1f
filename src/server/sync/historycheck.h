// Does a proof that a device shows hold in what is stored here? (historyproof.h)
#pragma once

#include "server/sync/syncstore.h"

namespace mimir::server {

enum class HistoryVerdict : std::uint8_t {
    Holds,
    OtherEpoch, ///< of a history that a new one has replaced already
    Differs,    ///< names the present epoch, and what is here never had it: older data was put in its place
};

/// Inside a transaction that has entered the team. Errors: those of the store.
Result<HistoryVerdict> verdictOn(SyncStore &store, const TeamState &team, const HistoryProof &proof);

/// The last revision that the history of a proof which differs has in common with what is here; a lower one
/// where that cannot be told.
Result<std::int64_t> lastCommonRev(SyncStore &store, const TeamState &team, const HistoryProof &proof);

/// The proof of a position in the team, signed. Precondition: position <= team.rev.
Result<std::string> proofAt(
    SyncStore &store, const TeamState &team, std::string_view teamId, std::int64_t position);

/// What whoever shows such a proof is told; nothing when it holds.
Result<void> refuseUnless(HistoryVerdict verdict);

} // namespace mimir::server
