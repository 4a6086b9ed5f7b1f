// The values of a file that is known to hold secrets, as far as each of them can only be one: of .env files, netrc, JSON,
// YAML, INI and lines of addresses.
#pragma once

#include <functional>
#include <string_view>

namespace mimir {

using TakeValue = std::function<void(std::string_view value)>;

/// In pieces of text, which need not be well-formed.
void eachValueOf(std::string_view text, const TakeValue &take);
/// One variable of an environment, or one member of a file.
void valueOfVariable(std::string_view name, std::string_view value, const TakeValue &take);

} // namespace mimir
