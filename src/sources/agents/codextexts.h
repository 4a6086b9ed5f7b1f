// What Codex puts into a conversation in a person's name, and how it words what a command did.
#pragma once

#include "core/json/jsonobject.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::codex {

/// A text that the program adds to a conversation, not a person.
bool isInjected(std::string_view text);

/// What a call gave, in any of the forms in which versions have written it.
struct Output {
    std::string text;
    std::optional<std::int64_t> exitCode;
    std::optional<bool> success;
};
/// `output`: canonical JSON of the member of that name.
Output outputIn(const std::string &output);

} // namespace mimir::codex
