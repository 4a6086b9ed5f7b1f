// What the events of GitHub Copilot say, apart from when and in which conversation.
#pragma once

#include "core/json/jsonobject.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::copilot {

/// What came of a question for permission, as an audit entry says it.
struct Answer {
    std::string_view decision, decidedBy, scope, status {};
};
/// `kind`: of the answer's result. Empty fields for one of a later version.
Answer answerOf(std::string_view kind);

/// What is asked for: a command, a file, an address, a server's tool.
std::string subjectOf(const json::Object &permissionRequest);

/// The name of the tool of a request or an execution, a server's as "mcp__server__tool".
std::string toolOf(const json::Object &data);

/// What was attached to a prompt, as canonical JSON and without its bytes; empty = nothing.
std::string attachmentsOf(const json::Object &data);

/// What an execution gave.
struct Output {
    std::string text;
    std::optional<std::int64_t> exitCode;
};
Output outputOf(const json::Object &data);

/// A kind of event that says nothing of the conversation.
bool isIrrelevant(std::string_view type);

} // namespace mimir::copilot
