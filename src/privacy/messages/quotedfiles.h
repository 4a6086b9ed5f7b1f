// What people and agents quote of files within a text: fences below a path, patches, notes of an agent.
#pragma once

#include "privacy/messages/embedded.h"

#include <string>
#include <string_view>

namespace mimir {

/// Text without them.
std::string withoutQuotedFiles(const std::string &text, Extent extent);

} // namespace mimir
