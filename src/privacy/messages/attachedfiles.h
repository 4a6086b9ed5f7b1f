// Files that are attached to a text by tags.
#pragma once

#include "privacy/calls/reduction.h"

#include <string>

namespace mimir {

/// Text without what is in <file path="…">…</file> and the like.
std::string withoutAttachedFiles(const std::string &text, Extent extent);

} // namespace mimir
