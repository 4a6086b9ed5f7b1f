// Two forms of one value, one of which says less: parts of it were withheld for privacy.
#pragma once

#include <string_view>

namespace mimir {

/// How every placeholder for something withheld begins.
inline constexpr std::string_view kWithheldMark = "[withheld ";

/// True if `less` has placeholders, and the text between them occurs in `more`, in this order: it says nothing that
/// `more` does not say. Both are canonical JSON.
bool saysLess(std::string_view less, std::string_view more);

} // namespace mimir
