// Our hooks in an agent's settings, which are JSON of the form {"hooks":{EVENT:[{"hooks":[{"command":…}]}]}}: added and
// removed as text (jsonedit.h).
#pragma once

#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct WantedHooks {
    std::string agent;               ///< as an argument of `mimir-hook`
    std::vector<std::string> events; ///< of which it is told
    std::string command;             ///< a line for a shell
};

/// `text`: the settings; nullopt = there is no file. Hooks of ours with another command are replaced. Errors: Malformed
/// (no JSON object), Validation (a part of it is not what agents expect there).
Result<std::string> withHooks(const std::optional<std::string> &text, const WantedHooks &wanted);
/// nullopt = there was no file. Errors: the same.
Result<std::optional<std::string>> withoutHooks(const std::string &text, std::string_view agent);
/// Of which events it tells our hook, with which commands. Errors: the same.
struct FoundHook {
    std::string event, command;
};
Result<std::vector<FoundHook>> hooksIn(const std::string &text, std::string_view agent);

/// Whether a command starts `mimir-hook` for this agent, from wherever and whoever's profile it is.
bool isOurHook(std::string_view command, std::string_view agent);

} // namespace mimir
