#include "core/filelock.h"

#include "core/regularfile.h"

#include <QLockFile>

#include <cerrno>

namespace mimir {
namespace {

// A full disk has no room for the name of the process that has the lock, which Qt writes into it.
ErrorCode reasonOf(QLockFile::LockError error, int system)
{
    if (error == QLockFile::LockFailedError)
        return ErrorCode::StoreBusy;
    return system == ENOSPC || system == EDQUOT ? ErrorCode::StoreFull : ErrorCode::StoreReadOnly;
}

} // namespace

FileLock::FileLock(std::unique_ptr<QLockFile> lock) : m_lock(std::move(lock)) { }
FileLock::~FileLock() = default;
FileLock::FileLock(FileLock &&) noexcept = default;

Result<FileLock> FileLock::take(const QString &file, std::chrono::milliseconds patience)
{
    const QString path = file + QStringLiteral(".lock");
    MIMIR_TRY(checkRegular(path));
    auto lock = std::make_unique<QLockFile>(path);
    errno = 0;
    if (lock->tryLock(static_cast<int>(patience.count())))
        return FileLock(std::move(lock));
    return Error {reasonOf(lock->error(), errno), path.toStdString() + " cannot be locked"};
}

} // namespace mimir
