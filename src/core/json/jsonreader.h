// Reads JSON of any origin into canonical text (core/json/json.h). One pass over a copy of the text, in time and memory
// linear in its length; the limits are checked while reading, before memory is spent on what exceeds them. Text that
// is not UTF-8 is an error.
#pragma once

#include "core/json/jsonobject.h"
#include "core/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::json {

/// Limits of a document (docs/protocol.md, "Limits").
inline constexpr int kMaxNesting = 32;
inline constexpr std::size_t kMaxMembers = 4096;   ///< of one object, repeated names included
inline constexpr std::size_t kMaxElements = 4096;  ///< of an array that is read element by element
inline constexpr std::size_t kMaxHeadMembers = 64; ///< of an envelope

/// Who wrote a document. Data in our own store may be older than the limits on counts, so it is read in full; the
/// limit on nesting holds for both.
enum class Author : std::uint8_t { Stranger, Store };

/// An object in an array of an envelope. Only the one that exceeds a limit is rejected.
struct Element {
    Object object;          ///< with a fault: the part within the limits
    std::string_view fault; ///< which limit it exceeds, for developers; empty = none
};

/// A top-level object some of whose members are arrays of objects: the shape of every batch, answer and page.
struct Envelope {
    Object head;                              ///< everything but the requested arrays
    std::vector<std::vector<Element>> arrays; ///< in the order of the requested names; empty where absent
    std::vector<bool> isThere; ///< of each requested name, whether it is there and an array; null is not
};

// Errors of all of them: Malformed, which includes a document that exceeds the limits above.

/// Any value.
Result<std::string> canonical(std::string_view text, Author author = Author::Stranger);
Result<Object> parseObject(std::string_view text, Author author = Author::Stranger);
Result<std::vector<std::string>> parseArray(std::string_view text, Author author = Author::Stranger);
/// Wrong types (an array that is not one, an element that is not an object) are Malformed; more than `mostElements`
/// in all arrays together is TooLarge.
Result<Envelope> parseEnvelope(
    std::string_view text, std::span<const std::string_view> arrays, std::size_t mostElements);

} // namespace mimir::json
