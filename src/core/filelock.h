// A lock next to a small file that several processes read, change and replace: `FILE.lock`.
#pragma once

#include "core/result.h"

#include <QString>

#include <chrono>
#include <memory>

class QLockFile;

namespace mimir {

class FileLock {
public:
    /// Waits for another process for at most `patience`. Errors: StoreBusy (it still has it), StoreFull, NotAFile,
    /// StoreReadOnly.
    static Result<FileLock> take(const QString &file, std::chrono::milliseconds patience);
    ~FileLock();
    FileLock(FileLock &&) noexcept;
    FileLock &operator=(FileLock &&) = delete;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

private:
    explicit FileLock(std::unique_ptr<QLockFile> lock);

    std::unique_ptr<QLockFile> m_lock;
};

} // namespace mimir
