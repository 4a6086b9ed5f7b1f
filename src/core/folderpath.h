// One folder has many spellings: "//", "/./", "..", a trailing slash, "~", a file: URL, and any path through
// a symbolic link. What is said about a folder must hold for all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// The absolute path that `text` names, worked out from the text alone, without the file system. Empty when
/// it names none (relative, on another host, or not a path at all).
std::string lexicalPath(std::string_view text);

/// Resolved link by link, as the kernel would. Components that do not exist, or may not be read, are taken
/// literally, so that a path that does not exist yet has a resolved form, too. Empty as above.
std::string resolvedPath(std::string_view text);

/// The lexical path and, where they differ, the resolved forms of the original text and of the lexical path.
/// Empty when `text` does not name an absolute path.
std::vector<std::string> folderForms(std::string_view text);

/// It cannot be determined which folder `text` names: it is relative to something unknown, or a link on the
/// way may not be read. Folders on another computer (a URL, a drive) do not count.
bool isUndecidedFolder(std::string_view text);

} // namespace mimir
