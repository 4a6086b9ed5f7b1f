// Whether an address has the history of a team that is known from another one. A team is its id, not its URL
// (docs/protocol.md, "A team is its id"): nothing may be sent to another address before it has shown that. It
// is asked for the proof first, which changes nothing there, then by a pull from the team's own cursor;
// nothing of that page is applied (storage/teams/teamsuccession.h). Pure functions.
#pragma once

#include "core/wire/wire.h"
#include "storage/teams/teamsuccession.h"
#include "sync/transport.h"

#include <optional>
#include <string>

namespace mimir {

enum class AddressVerdict : std::uint8_t {
    SameHistory,
    OtherHistory,
    NoAnswer, ///< nothing conclusive: the caller handles it as it would any pull
};

enum class ProofVerdict : std::uint8_t {
    Holds,
    OtherHistory, ///< it knows the team, but not the history: another epoch, older data, or another server
    NotSaid,      ///< no answer, no access, or a server without proofs: nothing is known
};

/// What an answer to SyncRequest::Kind::Proof says.
ProofVerdict proofVerdict(const SyncReply &reply);

/// What an answer to that pull says about `asked` (AddressClaim::asked).
AddressVerdict addressVerdict(const Team &asked, const SyncReply &reply);

/// The https address of the same host and port; nullopt when it is not an http address.
std::optional<std::string> securedAddress(std::string_view server);

} // namespace mimir
