#include "sync/synclock.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mimir {

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
        return Error {ErrorCode::StoreReadOnly, m_path.toStdString() + ": " + std::strerror(errno)};
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return Error {ErrorCode::Locked, "another process is syncing this profile"};
    }
    m_fd = fd;
    return {};
}

void SyncLock::release()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

} // namespace mimir
