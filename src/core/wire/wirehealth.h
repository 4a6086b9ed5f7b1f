// What a server says of itself and of what it refuses (core/wire/wire.h).
#pragma once

#include "core/clock.h"
#include "core/compression.h"
#include "core/records/entity.h"
#include "core/wire/wirelimits.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::wire {

/// `GET /health`.
struct Health {
    bool ours = false;   ///< {"status":"ok"}
    int minProtocol = 0; ///< older clients are refused
    int maxProtocol = 0; ///< 0 = a server of the original contract
    Millis serverTimestamp = 0;
    std::size_t maxItems = kMaxBatchItems;
    std::size_t maxBodyBytes = kMaxBodyBytes;
    std::size_t maxItemBytes = kMaxItemBytes;
    /// For request bodies, besides identity, best first; unknown ones are left out.
    std::vector<ContentEncoding> encodings;
};

std::string encode(const Health &health);
/// Only its member `limits`.
std::string encodeLimits(const Health &health);
/// Errors: Malformed, ServerWrong (it names a protocol, but not as a number).
Result<Health> decodeHealth(std::string_view body);

/// Canonical errors: {"code":…,"message":…}, plus "details" unless empty: canonical JSON.
std::string encodeError(std::string_view code, std::string_view message, std::string_view details = {});
/// The `code` of a canonical error body; empty when it is not one.
std::string errorCodeOf(std::string_view body);

} // namespace mimir::wire
