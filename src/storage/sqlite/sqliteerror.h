// What an error of SQLite means for the program, and in which words it is reported.
#pragma once

#include "core/result.h"

#include <QString>

#include <string>

namespace mimir {

ErrorCode sqliteErrorCode(int extendedCode);
/// For people and logs: SQLite's own message (`sqlite`) only where we have none. `path`: of the database.
std::string sqliteErrorWords(ErrorCode code, const char *sqlite, const QString &path);
/// The file or directory of a store that the user has to fix, with what to do; empty if there is none.
std::string forbiddenFile(const QString &path);

} // namespace mimir
