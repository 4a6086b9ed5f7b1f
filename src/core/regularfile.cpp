#include "core/regularfile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace mimir {
namespace {

const char *kindOf(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a directory";
    if (S_ISFIFO(mode))
        return "a named pipe";
    return S_ISSOCK(mode) ? "a socket" : "a device";
}

Error notAFile(const QString &path, mode_t mode)
{
    return {ErrorCode::NotAFile, path.toStdString() + " is " + kindOf(mode) + ", not a file"};
}

Error deadLink(const QString &path)
{
    return {ErrorCode::NotAFile, path.toStdString() + " is a link to something that is missing"};
}

bool isLink(const QString &path)
{
    struct stat status { };
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISLNK(status.st_mode);
}

Error systemError(const QString &path, int number)
{
    return {number == ENOENT ? ErrorCode::NotFound : ErrorCode::StoreReadOnly,
        path.toStdString() + ": " + std::generic_category().message(number)};
}

} // namespace

OpenedFile::~OpenedFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

int OpenedFile::release()
{
    return std::exchange(m_descriptor, -1);
}

// Looked at before it is opened, too: opening a device can have an effect, and some kinds cannot be opened at all.
Result<OpenedFile> openRegular(const QString &path, int flags)
{
    MIMIR_TRY(checkRegular(path));
    OpenedFile file(
        ::open(QFile::encodeName(path).constData(), flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600));
    struct stat status { };
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return systemError(path, errno);
    if (!S_ISREG(status.st_mode))
        return notAFile(path, status.st_mode);
    return file;
}

namespace {

constexpr int kOtherEndMs = 5000;
constexpr int kLookAgainMs = 20;

Error noOtherEnd(const QString &path, bool isRead)
{
    return {ErrorCode::NotAFile,
        path.toStdString() + " is a named pipe that no program " + (isRead ? "writes to" : "reads from")};
}

int openAtOnce(const QString &path, int flags)
{
    return ::open(QFile::encodeName(path).constData(), flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0666);
}

// Opened for writing, a pipe that no one reads says ENXIO; so does a socket, which was refused before.
OpenedFile openForWriting(const QString &path, int flags)
{
    int opened = openAtOnce(path, flags);
    for (int waited = 0; opened < 0 && errno == ENXIO && waited < kOtherEndMs; waited += kLookAgainMs) {
        ::poll(nullptr, 0, kLookAgainMs);
        opened = openAtOnce(path, flags);
    }
    return OpenedFile(opened);
}

// A pipe that was opened for reading is not readable, and not at its end, before someone writes to it.
bool hasWriter(int pipe)
{
    pollfd end {pipe, POLLIN, 0};
    return ::poll(&end, 1, kOtherEndMs) != 0;
}

} // namespace

Result<OpenedFile> openNamed(const QString &path, int flags)
{
    struct stat status { };
    const bool exists = ::stat(QFile::encodeName(path).constData(), &status) == 0;
    if (exists && (S_ISDIR(status.st_mode) || S_ISSOCK(status.st_mode)))
        return notAFile(path, status.st_mode);
    const bool isRead = (flags & O_ACCMODE) == O_RDONLY;
    OpenedFile file = isRead ? OpenedFile(openAtOnce(path, flags)) : openForWriting(path, flags);
    const bool isPipe = exists && S_ISFIFO(status.st_mode);
    if (file.get() < 0 && isPipe && errno == ENXIO)
        return noOtherEnd(path, isRead);
    if (file.get() < 0)
        return systemError(path, errno);
    if (isPipe && isRead && !hasWriter(file.get()))
        return noOtherEnd(path, isRead);
    ::fcntl(file.get(), F_SETFL, flags & ~O_CREAT);
    return file;
}

Result<QByteArray> readRegular(const QString &path, qint64 most)
{
    auto file = openRegular(path, O_RDONLY);
    MIMIR_TRY(file);
    return readFrom(std::move(*file), path, most);
}

Result<QByteArray> readFrom(OpenedFile opened, const QString &path, qint64 most)
{
    QFile file;
    if (!file.open(opened.release(), QFile::ReadOnly, QFile::AutoCloseHandle))
        return systemError(path, EIO);
    const QByteArray bytes
        = file.read(std::min(most, file.size() + 1)); // read() allocates all that is asked for
    if (file.error() != QFile::NoError)
        return Error {ErrorCode::StoreReadOnly, path.toStdString() + ": " + file.errorString().toStdString()};
    return bytes;
}

Result<void> checkRegular(const QString &path)
{
    struct stat status { };
    if (::stat(QFile::encodeName(path).constData(), &status) == 0)
        return S_ISREG(status.st_mode) ? Result<void>() : notAFile(path, status.st_mode);
    const bool leadsNowhere = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
    return leadsNowhere && isLink(path) ? Result<void>(deadLink(path)) : Result<void>();
}

Result<void> checkOwned(const QString &path, GroupWrites group)
{
    struct stat status { };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return {};
    if (status.st_uid != ::geteuid())
        return Error {ErrorCode::ForeignProfile, path.toStdString() + " belongs to someone else"};
    const mode_t others = group == GroupWrites::Allowed ? S_IWOTH : S_IWGRP | S_IWOTH;
    if ((status.st_mode & others) != 0)
        return Error {ErrorCode::ForeignProfile, "other users can write to " + path.toStdString()};
    return {};
}

QStringList databaseFiles(const QString &path)
{
    QStringList files;
    for (const char *const part : {"", "-wal", "-shm", "-journal"})
        files << path + QLatin1String(part);
    return files;
}

namespace {

// SQLite follows a link to a database, but not one beside it.
Result<void> checkNoLink(const QString &path)
{
    return isLink(path)
        ? Result<void>(Error {ErrorCode::NotAFile, path.toStdString() + " is a link, not a file"})
        : Result<void>();
}

} // namespace

// SQLite follows a link, and then has its files beside the target.
Result<void> checkDatabaseFiles(const QString &path)
{
    QStringList files = databaseFiles(path);
    if (const QString target = QFileInfo(path).canonicalFilePath(); !target.isEmpty() && isLink(path))
        files += databaseFiles(target);
    for (const QString &file : files) {
        MIMIR_TRY(checkRegular(file));
        if (file.endsWith(QLatin1String("-wal")) || file.endsWith(QLatin1String("-shm")))
            MIMIR_TRY(checkNoLink(file));
    }
    return {};
}

} // namespace mimir
