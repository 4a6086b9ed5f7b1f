// Whether a value, whatever its member is called, is the name of a file.
#pragma once

#include <string_view>

namespace mimir {

/// "notes.txt", "src/a.c", ".env", "~/.ssh/id_rsa": not a sentence, an address, a version or the name of a library.
bool looksLikeFileValue(std::string_view value);

} // namespace mimir
