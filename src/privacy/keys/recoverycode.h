// The person's key on paper, for the day on which no device has it any more: 56 characters in groups of four, 52 for
// the key's 256 bits and 4 (20 bits) that find typing errors. The letters and digits are those of Crockford's base 32,
// without I, L, O and U; what is read as one of the first three is taken for the digit that it looks like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mimir::keys {

/// "ABCD-EFGH-…". Precondition: it is a key.
std::string recoveryCode(std::string_view key);
/// Blanks, dashes and the case do not count. nullopt = it is not one, or was mistyped.
std::optional<std::string> keyFromRecoveryCode(std::string_view typed);

} // namespace mimir::keys
