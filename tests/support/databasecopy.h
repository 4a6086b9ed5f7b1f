// An in-memory database as bytes, and back: a backup taken and restored within one test.
#pragma once

#include "storage/sqlite/database.h"

#include <string>

namespace mimir::test {

std::string bytesOf(const Database &database);
/// Aborts the test program on failure.
void overwrite(const Database &database, const std::string &bytes);

} // namespace mimir::test
