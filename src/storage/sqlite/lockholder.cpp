#include "storage/sqlite/lockholder.h"

#include <QFile>
#include <QList>

#include <fstream>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace mimir {
namespace {

constexpr qsizetype kMostBytes = 1024 * 1024; // of /proc/locks, which lists the locks of all processes
constexpr qint64 kWriteLock = 120; // a byte of the log's index: sqlite.org/walformat.html, "WAL Locks"

// "1: POSIX  ADVISORY  WRITE 4711 08:02:1048587 120 120"; who waits for a lock has "->" in second place.
enum Field : std::uint8_t { Number, Kind, Strictness, Mode, Process, File, First, Last, Count };

bool isOf(const QByteArray &file, dev_t device, ino_t inode)
{
    const QList<QByteArray> parts = file.split(':');
    return parts.size() == 3 && parts[0].toUInt(nullptr, 16) == major(device)
        && parts[1].toUInt(nullptr, 16) == minor(device) && parts[2].toULongLong() == inode;
}

bool containsWriteLock(const QByteArray &first, const QByteArray &last)
{
    return first.toLongLong() <= kWriteLock && (last == "EOF" || last.toLongLong() >= kWriteLock);
}

} // namespace

std::optional<pid_t> otherWriterIn(const QByteArray &locks, dev_t device, ino_t inode)
{
    for (const QByteArray &line : locks.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        const bool isWrite = fields.size() == Count && fields[Kind] == "POSIX" && fields[Mode] == "WRITE";
        if (!isWrite || !isOf(fields[File], device, inode) || !containsWriteLock(fields[First], fields[Last]))
            continue;
        const pid_t process = fields[Process].toInt();
        if (process > 0 && process != ::getpid())
            return process;
    }
    return std::nullopt;
}

std::optional<pid_t> otherWriterOf(const QString &path)
{
    struct stat index { };
    if (::stat(QFile::encodeName(path + QStringLiteral("-shm")).constData(), &index) != 0)
        return std::nullopt;
    std::ifstream file("/proc/locks"); // it has no size: not for readRegular()
    QByteArray locks(kMostBytes, Qt::Uninitialized);
    file.read(locks.data(), locks.size());
    locks.truncate(static_cast<qsizetype>(file.gcount()));
    return otherWriterIn(locks, index.st_dev, index.st_ino);
}

} // namespace mimir
