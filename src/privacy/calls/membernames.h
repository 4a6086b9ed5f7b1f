// What a member of arguments or results is, by its name and by how its value looks.
#pragma once

#include <string_view>

namespace mimir {

// All of them want the name as plainName() gives it.

/// "path", "file_paths", "uri", "notebookPath": names a file.
bool namesFile(std::string_view member);
/// "cwd", "directory", "root", "url": a folder or an address, not a file.
bool namesFolder(std::string_view member);
/// Both, "source" and "target": what it contains may stay as far as it looks like a path.
bool namesPlace(std::string_view member);
/// "content", "new_string", "patch": what a file contains or is going to contain.
bool namesContent(std::string_view member);
/// "command", "script", "chars": what a shell is given.
bool namesCommand(std::string_view member);
/// "pattern", "query", "glob": what is looked for.
bool namesPattern(std::string_view member);
/// "mode", "status", "encoding", "tool_use_id": one of a few words, or an id.
bool namesChoice(std::string_view member);
/// "env", "environment": its members are environment variables.
bool namesEnvironment(std::string_view member);

/// One line without control characters that could be a path; not a sentence, not a `data:` URL.
bool looksLikePath(std::string_view value);
/// Begins like a path, whatever its member is called: "/etc/x", "~/x", "./x", "file:///x".
bool isPlainlyPath(std::string_view value);
/// A word or id of at most 64 characters.
bool looksLikeChoice(std::string_view value);
/// "2026-12-01T10:00:00Z"
bool looksLikeTime(std::string_view value);

} // namespace mimir
