#include "storage/sqlite/storefile.h"

#include <QFile>

#include <cerrno>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace mimir {
namespace {

using Identity = std::pair<dev_t, ino_t>;

std::optional<Identity> identityOf(const QString &path)
{
    struct stat info { };
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return Identity {info.st_dev, info.st_ino};
}

} // namespace

StoreFile::StoreFile(const Database &database)
    : m_database(database), m_inMemory(database.path() == QLatin1String(":memory:"))
{
    int moved = 0; // between the opening and now
    if (!m_inMemory
        && sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
        && moved == 0)
        m_opened = identityOf(database.path());
}

std::optional<ErrorCode> StoreFile::changed() const
{
    if (m_inMemory)
        return std::nullopt;
    const auto found = identityOf(m_database.path());
    if (!found)
        return errno == ENOENT || errno == ENOTDIR ? std::optional(ErrorCode::StoreGone) : std::nullopt;
    return found == m_opened ? std::nullopt : std::optional(ErrorCode::StoreReplaced);
}

bool StoreFile::isDiskFull() const
{
    struct statvfs disk { };
    const bool isKnown
        = !m_inMemory && ::statvfs(QFile::encodeName(m_database.path()).constData(), &disk) == 0;
    return isKnown && disk.f_blocks > 0 && disk.f_bavail == 0; // some file systems count nothing
}

} // namespace mimir
