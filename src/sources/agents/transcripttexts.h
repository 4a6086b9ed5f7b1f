// What the records of any agent's transcript are read with.
#pragma once

#include "core/json/jsonobject.h"

#include <string>
#include <string_view>

namespace mimir {

/// The object that a member is; an empty one where it is absent or something else.
json::Object objectOf(const json::Object &record, std::string_view name);

/// The text of a member that many rows repeat: a folder, a branch, a model. At most 4096 bytes of it.
std::string shortIn(const json::Object &record, std::string_view name);

/// A line that stands for a whole text: the first one that says something; where that only announces what follows,
/// the heading below it. At most 200 bytes.
std::string titleOf(std::string_view prompt);

/// What an attachment was, never its bytes: `base64` is measured and digested; empty = not recorded.
json::Object attachmentOf(
    std::string_view kind, std::string_view mediaType, const std::string &base64 = std::string());

/// The arguments of a call, canonical: what was written as JSON in a text is parsed.
std::string argumentsIn(const std::string &canonicalJson);

} // namespace mimir
