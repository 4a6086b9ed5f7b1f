// What Claude Code writes in the place of what a person typed, and how it words what was not allowed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mimir::claude {

enum class TextKind : std::uint8_t {
    Prompt,  ///< a person's words
    Command, ///< a slash command or a shell line of the person, or what it printed
    Notice,  ///< the program's own words
};
/// `text` is not empty.
TextKind textKind(std::string_view text);

/// What an editor put in front of a prompt, and the prompt.
struct Envelope {
    std::string_view before, prompt;
};
Envelope splitEnvelope(std::string_view text);

/// Who did not allow a call, by the text of its result. Empty `decidedBy`: it is not known that anyone did.
struct Denial {
    std::string_view decidedBy;
    std::string_view reason; ///< the person's words, part of the text; may be empty
};
Denial denialIn(std::string_view error);

/// The exit code that the text of a failed command begins with; -1 when it names none.
int exitCodeIn(std::string_view error);

} // namespace mimir::claude
