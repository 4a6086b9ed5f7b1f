// Checks a device's proof against what is stored here (historyproof.h).
#pragma once

#include "server/sync/syncstore.h"

namespace mimir::server {

enum class HistoryVerdict : std::uint8_t {
    Holds,
    OtherEpoch, ///< from a history that has already been replaced by a new one
    Differs,    ///< names the present epoch but was never in it: the data was replaced by older data
};

/// Call inside a transaction that has entered the team. Errors: the store's.
Result<HistoryVerdict> verdictOn(SyncStore &store, const TeamState &team, const HistoryProof &proof);

/// The last revision that the history of a proof that differs has in common with what is here, or a lower one
/// if that is unknown.
Result<std::int64_t> lastCommonRev(SyncStore &store, const TeamState &team, const HistoryProof &proof);

/// A signed proof of a position in the team. Precondition: position <= team.rev.
Result<std::string> proofAt(
    SyncStore &store, const TeamState &team, std::string_view teamId, std::int64_t position);

/// The error for a device that shows such a proof; success if the proof holds.
Result<void> refuseUnless(HistoryVerdict verdict);

} // namespace mimir::server
