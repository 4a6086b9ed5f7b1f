// `_sync.withheld`: what is not sent of a row's fields, on the way up and down (core/wire/wire.h).
#pragma once

#include "core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::wire {

/// Why a field differs from the row on its device; the greater the value, the more is missing.
enum class WithheldRule : std::uint8_t {
    None = 0,
    Secret = 1,
    Environment = 2,
    File = 3,
    Size = 4,
    Metadata = 5
};
std::string_view withheldRuleName(WithheldRule rule);
std::optional<WithheldRule> withheldRuleFromName(std::string_view name);

/// What the sender does not send of one field.
struct Withheld {
    std::string field;
    WithheldRule rule = WithheldRule::None;

    bool operator==(const Withheld &) const = default;
};

/// `_sync.withheld` as an array; empty if nothing is withheld.
std::string withheldJson(const std::vector<Withheld> &withheld);
/// By field name, each once. A rule unknown to this version withholds something, too. Error: Validation.
Result<std::vector<Withheld>> withheldFromJson(std::string_view canonicalText);

} // namespace mimir::wire
