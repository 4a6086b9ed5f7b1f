// How one run ended.
#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <optional>
#include <string_view>

namespace mimir {

struct RunOutcome {
    enum class End : std::uint8_t {
        Done,        ///< nothing more can be sent now, and every pull has caught up
        Unreachable, ///< offline, portal, TLS: connection back-off; no item counts a try
        Busy, ///< the server answered 408, 429, 5xx or nonsense: connection back-off; no item counts a try
        SignedOut,     ///< the token has expired and could not be refreshed
        KeyringLocked, ///< the sign-in cannot be read; only the user, or the keyring, can help
        StoreFailed,   ///< the store failed, not the network
        Cancelled,
    };
    End end = End::Done;
    ErrorCode error = ErrorCode::Unknown; ///< why it is not Done
    std::optional<Millis> retryAfter;
    int sent = 0;             ///< items that the server has now
    int received = 0;         ///< rows applied here
    int refused = 0;          ///< items marked as failed in this run
    int conflicts = 0;        ///< new ones that the user should be told about
    bool reconciled = false;  ///< what a server has was not what counted as there: it is pulled again
    bool startedOver = false; ///< a team's server continues from a different history than before
    /// Another run follows at once: one was asked for meanwhile, or this one was cancelled to be repeated. A caller
    /// that waits for an end waits for that one's.
    bool isFollowed = false;
};

/// "done", "unreachable", "busy", "signed_out", "keyring_locked", "store_failed", "cancelled"
std::string_view endName(RunOutcome::End end);

} // namespace mimir
