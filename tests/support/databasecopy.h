// A database in memory as bytes, and back: a backup that is taken and restored within one test.
#pragma once

#include "storage/database.h"

#include <string>

namespace mimir::test {

std::string bytesOf(const Database &database);
/// Ends the test program if it cannot be done.
void overwrite(const Database &database, const std::string &bytes);

} // namespace mimir::test
