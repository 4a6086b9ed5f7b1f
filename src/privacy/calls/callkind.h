// What a call does, by the name of its tool and the shape of its arguments: agents, servers and versions name the same
// thing in many ways.
#pragma once

#include "privacy/calls/callarguments.h"
#include "privacy/calls/callname.h"

#include <cstdint>
#include <string_view>

namespace mimir {

enum class CallKind : std::uint8_t { Read, Write, Search, Shell, Fetch, Mcp, Agent, Plan, Other };

CallKind callKindOf(const CallName &name, const CallArguments &arguments);

/// A search that lists files, not what they contain: "Glob", "list_directory".
bool listsOnlyNames(const CallName &name);
/// Its result may be that of any command: "BashOutput", "write_stdin".
bool showsEarlierOutput(const CallName &name);
/// It types into a program that runs: "write_stdin", "send_keys".
bool typesIntoProgram(const CallName &name);
/// It says that it runs command lines: "bash", "run_command".
bool runsCommands(const CallName &name);
/// It is given code, not command lines: "python", "execute_code".
bool runsCode(const CallName &name);

} // namespace mimir
