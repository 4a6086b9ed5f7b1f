// Does an address hold the history of a team that is known from another one? The question is a pull with the
// team's own cursor and proof of history; nothing is sent, and nothing of the page is applied
// (storage/teamsuccession.h). Pure.
#pragma once

#include "core/wire.h"
#include "storage/teamsuccession.h"
#include "sync/transport.h"

#include <optional>
#include <string>

namespace mimir {

enum class AddressVerdict : std::uint8_t {
    SameHistory,
    OtherHistory,
    NoAnswer, ///< nothing that decides: the caller treats it as it would any pull
};

/// What an answer to that pull says about `asked` (AddressClaim::asked).
AddressVerdict addressVerdict(const Team &asked, const SyncReply &reply);

/// The https address of the same host and port; nullopt where it is no http address.
std::optional<std::string> securedAddress(std::string_view server);

} // namespace mimir
