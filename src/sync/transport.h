// The network, as the engine sees it. TeamsClient is the real one; tests/support has one that loses, repeats,
// delays and reorders.
#pragma once

#include "core/clock.h"
#include "core/compression.h"
#include "core/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct SyncRequest {
    /// Proof asks, without any effect, whether a server has the history that `proof` belongs to; Digest what it has
    /// of the user's own rows.
    enum class Kind : std::uint8_t { Health, Push, Pull, Proof, Digest };

    Kind kind = Kind::Health;
    std::string server;  ///< base URL of the team's server
    std::string orgSlug; ///< whose tokens to use
    std::string
        account;        ///< the server's id of the account whose rows it is about; another account's token is
                        ///< not used
    std::string teamId; ///< X-Team-ID
    std::string deviceId;                                 ///< X-Device-ID
    std::string proof;                                    ///< X-Sync-Proof; empty = none
    std::string body;                                     ///< Push: the encoded batch
    ContentEncoding encoding = ContentEncoding::Identity; ///< Push: the encoding the server accepts, where
                                                          ///< that helps
    bool compressedAnswer = false; ///< the answer may be compressed; `SyncReply::body` never is
    std::string since;             ///< Pull: cursor, not escaped; empty = from the start
    std::size_t limit = 0;         ///< Pull: most rows
    bool withoutEcho = false;      ///< Pull: without what this device has written itself
    /// Pull: own items to return whatever their revision, as "type:id".
    std::vector<std::string> items;
    std::int64_t digestFrom = 0;            ///< Digest: the first part
    std::optional<std::int64_t> digestPart; ///< Digest: the rows of this part instead
    Millis wait = 0;                        ///< Pull: how long an answer without news may wait
    std::optional<std::int64_t> lastOpSeq;  ///< Pull: X-Last-Op-Seq of the check after start
};

struct SyncReply {
    int status = 0; ///< HTTP status; 0 = there was no answer
    /// Why there was none: Offline, Timeout, Tls, NotOurs, InsecureUrl, TooLarge, DeviceRevoked, SignedOut
    /// (no usable token), Keyring and KeyringAbsent (the token cannot be read), Cancelled. Meaningless when
    /// status > 0.
    ErrorCode failure = ErrorCode::Unknown;
    std::string body;
    std::optional<Millis> retryAfter; ///< from now, in ms
    /// Bytes of the body that were sent, as compressed; 0 with an answer = the whole body.
    std::size_t bytesSent = 0;
    std::size_t bytesReceived = 0; ///< bytes of an answer that broke off
    bool namesProtocol = false;    ///< it has X-Sync-Protocol: no network's sign-in page does
};

class Transport {
public:
    using Done = std::function<void(SyncReply)>;

    virtual ~Transport() = default;
    /// One request at a time. `done` is called exactly once, later, on the caller's thread, never from inside
    /// send(). An access token that has expired is refreshed once before a 401 is passed on.
    virtual void send(const SyncRequest &request, Done done) = 0;
    /// The request under way ends with Cancelled.
    virtual void cancel() = 0;
    /// How long the request under way has been silent in both directions; 0 = there is none.
    virtual Millis silentFor() const { return 0; }
};

} // namespace mimir
