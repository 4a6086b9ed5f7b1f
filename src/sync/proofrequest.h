// Does a server at some address have the history that this device knows of a team? A team is its id, not its
// URL (protocol.md, "epoch and proof tell whether an address holds the same history"): nothing may be sent to
// another address before it has accepted the proof. Asking changes nothing there.
#pragma once

#include "storage/teamregistry.h"
#include "sync/transport.h"

namespace mimir {

enum class ProofVerdict : std::uint8_t {
    Holds,
    OtherHistory, ///< it knows the team, and not the history: another epoch, older data, or another server
    NotSaid,      ///< no answer, no access, or a server without proofs: nothing is known
};

/// To be sent to `server`, whose tokens must let this person into the team. Precondition: `team.proof` is not
/// empty.
SyncRequest proofRequest(const Team &team, std::string_view server, std::string_view deviceId);
ProofVerdict proofVerdict(const SyncReply &reply);

} // namespace mimir
