// Where the parts of a JSON text stand, for changing one of them and leaving every other byte as it is. The text has been
// parsed before: what is no JSON has no places.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// A member of an object or an element of an array.
struct JsonPart {
    std::string name;      ///< of a member
    std::size_t begin = 0; ///< of its name, or of the value where there is none
    std::size_t value = 0; ///< where its value begins
    std::size_t end = 0;   ///< behind its value
};

struct JsonContainer {
    std::size_t begin = 0, end = 0; ///< of its brackets; `end` is behind the closing one
    bool isObject = false;
    std::vector<JsonPart> parts;

    /// The last one with this name, which is the one that counts.
    const JsonPart *find(std::string_view name) const;
};

/// The object or array that begins at `at`; nullopt where another value does.
std::optional<JsonContainer> jsonContainerAt(std::string_view text, std::size_t at);
/// The first character from `at` on that is no white space.
std::size_t skipJsonSpace(std::string_view text, std::size_t at);

} // namespace mimir
