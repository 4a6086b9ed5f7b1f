// Random bytes and their hexadecimal text: for tags, epochs and generated names.
#pragma once

#include "core/randomsource.h"

#include <string>
#include <string_view>

namespace mimir::server {

/// 32 random bytes.
std::string randomBytes32(RandomSource &random);

/// Lower-case hexadecimal digits.
std::string hexDigits(std::string_view bytes);

} // namespace mimir::server
