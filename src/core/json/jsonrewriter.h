// Changes the strings of a canonical value (core/json/json.h) where they are.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace mimir::json {

/// Where a string is within a value: the names of the enclosing members, outermost first.
struct TextPlace {
    std::span<const std::string> around;
    bool isName = false; ///< the string is itself a member's name
};
using VisitText = std::function<void(const TextPlace &place, std::string &text)>;

/// Passes every string of a value, at any depth, to `visit`, which may change it. Returns the canonical value.
/// One pass; `canonicalText` comes from the reader or the writer, so it is at most kMaxNesting deep.
std::string rewriteTexts(std::string_view canonicalText, const VisitText &visit);

} // namespace mimir::json
