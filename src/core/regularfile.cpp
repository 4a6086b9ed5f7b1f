#include "core/regularfile.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
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
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || S_ISREG(status.st_mode))
        return {};
    return notAFile(path, status.st_mode);
}

} // namespace mimir
