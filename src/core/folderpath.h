// One folder has many spellings: "//", "/./", "..", a slash at the end, "~", a file: address, and any path
// through a symbolic link. What is said about a folder must hold for all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// The absolute path that `text` names, by its words alone: no file system is asked. Empty when it names none
/// (relative, of another host, or no path at all).
std::string lexicalPath(std::string_view text);

/// As the kernel would go, link by link. What does not exist, or may not be looked at, is taken by its words,
/// so that a path which is not there yet has a resolved form, too. Empty as above.
std::string resolvedPath(std::string_view text);

/// The lexical path and, where they differ, the resolved forms of what was written and of that. Empty when
/// `text` names no absolute path.
std::vector<std::string> folderForms(std::string_view text);

/// Which folder `text` names cannot be told: it is relative, and nobody knows to what, or a link on its way may
/// not be looked at. What stands for a folder of another computer (a URL, a drive) is none here.
bool isUndecidedFolder(std::string_view text);

} // namespace mimir
