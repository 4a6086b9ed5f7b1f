#include "core/synclock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace mimir {
namespace {

constexpr int kTries = 10; // a signal may interrupt one of them

Error lockError(int number)
{
    const std::string message = std::generic_category().message(number);
    switch (number) {
    case EWOULDBLOCK:
        return {ErrorCode::Locked, "another process is syncing this profile"};
    case ENOLCK:
        return {ErrorCode::LocksUnavailable, message};
    case EINTR:
        return {ErrorCode::LockInterrupted, message};
    case EOPNOTSUPP:
    case ENOSYS:
    case EINVAL:
        return {ErrorCode::LocksUnsupported, message};
    default:
        return {ErrorCode::StoreFailed, "the profile cannot be locked: " + message};
    }
}

} // namespace

SyncLock::SyncLock(const QString &path) : SyncLock(path, ::flock) { }

SyncLock::~SyncLock()
{
    release();
}

Result<void> SyncLock::acquire()
{
    if (held())
        return {};
    const int fd = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return Error {
            ErrorCode::StoreReadOnly, m_path.toStdString() + ": " + std::generic_category().message(errno)};
    for (int tries = 0; tries < kTries; ++tries) {
        if (m_flock(fd, LOCK_EX | LOCK_NB) == 0) {
            m_fd = fd;
            return {};
        }
        if (errno != EINTR)
            break;
    }
    const Error error = lockError(errno);
    ::close(fd);
    return error;
}

void SyncLock::release()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

} // namespace mimir
