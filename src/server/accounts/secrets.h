// Secrets that the server hands out and the form it stores them in: opaque 256-bit values, of which the
// database holds only the SHA-256 as hexadecimal text.
#pragma once

#include "core/randomsource.h"

#include <string>
#include <string_view>

namespace mimir::server {

/// `prefix` followed by 43 characters of base64url.
std::string makeSecret(std::string_view prefix, RandomSource &random);

/// 64 lower-case digits.
std::string sha256Hex(std::string_view text);

} // namespace mimir::server
