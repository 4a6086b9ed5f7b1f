// Calls and files within other items: a message's content blocks, its metadata ("toolUseResult", "attachments"), files
// that were pasted as <file path="…">.
#pragma once

#include "privacy/calls/reduction.h"

#include <string>
#include <string_view>

namespace mimir {

/// A field of a message. `json`: canonical; comes back unchanged where nothing in it must be withheld.
std::string withoutEmbedded(std::string_view field, const std::string &json, Extent extent);

/// A result without the texts that look like a patch or the lines of a file, whatever it is of.
std::string withoutFileLines(const std::string &json, Extent extent);

} // namespace mimir
