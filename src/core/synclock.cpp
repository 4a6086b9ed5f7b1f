#include "core/synclock.h"

#include "core/regularfile.h"

#include <QTemporaryFile>

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
    auto file = openRegular(m_path, O_RDWR | O_CREAT);
    MIMIR_TRY(file);
    for (int tries = 0; tries < kTries; ++tries) {
        if (m_flock(file->get(), LOCK_EX | LOCK_NB) == 0) {
            m_fd = file->release();
            return {};
        }
        if (errno != EINTR)
            break;
    }
    return lockError(errno);
}

Result<void> checkLocksIn(const QString &directory)
{
    QTemporaryFile probe(directory + QStringLiteral("/lock-probe-XXXXXX"));
    if (!probe.open())
        return {};
    struct flock whole { };
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(probe.handle(), F_SETLK, &whole) == 0)
        return {};
    Error why = lockError(errno);
    const bool isOfLocks = why.code == ErrorCode::LocksUnsupported || why.code == ErrorCode::LocksUnavailable;
    return isOfLocks ? Result<void>(std::move(why)) : Result<void>();
}

void SyncLock::release()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

} // namespace mimir
