#include "storage/sqlite/sqliteerror.h"

#include "core/regularfile.h"
#include "storage/sqlite/lockholder.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace mimir {
namespace {

// Empty if the file system does not forbid it.
std::string forbidden(const QString &path, int mode, const char *rights)
{
    if (::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), mode, AT_EACCESS) == 0 || errno == ENOENT)
        return {};
    if (errno == EROFS)
        return path.toStdString() + " is on a read-only file system";
    return path.toStdString() + " cannot be read and written: chmod " + rights;
}

std::string writerWords(std::optional<pid_t> writer)
{
    return writer ? "process " + std::to_string(*writer) + " is writing to the database"
                  : "another program is writing to the database";
}

} // namespace

ErrorCode sqliteErrorCode(int sqliteCode)
{
    if (sqliteCode == SQLITE_CONSTRAINT_UNIQUE || sqliteCode == SQLITE_CONSTRAINT_PRIMARYKEY)
        return ErrorCode::Exists;
    switch (sqliteCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::StoreBusy;
    case SQLITE_FULL:
        return ErrorCode::StoreFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::StoreReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::StoreCorrupt;
    case SQLITE_CONSTRAINT:
        return ErrorCode::Immutable;
    default:
        return ErrorCode::StoreFailed;
    }
}

std::string forbiddenFile(const QString &path)
{
    for (const QString &file : databaseFiles(path))
        if (std::string why = forbidden(file, R_OK | W_OK, "u+rw"); !why.empty())
            return why;
    return forbidden(QFileInfo(path).absolutePath(), R_OK | W_OK | X_OK, "u+rwx");
}

std::string sqliteErrorWords(ErrorCode code, const char *sqlite, const QString &path)
{
    switch (code) {
    case ErrorCode::StoreBusy:
        return writerWords(otherWriterOf(path));
    case ErrorCode::StoreFull:
        return "there is no space left for the database";
    case ErrorCode::StoreReadOnly: {
        const std::string blocked = forbiddenFile(path);
        return blocked.empty() ? "the database cannot be written to" : blocked;
    }
    case ErrorCode::StoreCorrupt:
        return "the file is damaged, or not a database";
    default:
        return sqlite;
    }
}

} // namespace mimir
