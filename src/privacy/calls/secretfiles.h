// Whether a path names a file that is known to contain secrets, however it is written: a URL, with a revision or line
// number, with other separators, as a pattern of a shell, relative to a folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// `folder`: what a relative path is relative to; may be empty.
bool isSecretFile(std::string_view path, std::string_view folder = {});
/// /proc/1/environ: the environment of a process.
bool isEnvironmentFile(std::string_view path);

/// The rows of secretfiletable.h.
const std::vector<std::string_view> &secretFilePatterns();

/// Whether any word of a text is such a path; words end at blanks, quotes, brackets and the like.
bool namesSecretFile(std::string_view text, std::string_view folder = {});
/// Whether a patch or the output of a search says that a line is from such a file.
bool isOfSecretFile(std::string_view output);

/// A word that is more than a word: with a dot, a separator, or the name of a key.
bool looksLikeFile(std::string_view word);

/// `path` as seen from `folder`.
std::string joinedPath(std::string_view folder, std::string_view path);

} // namespace mimir
