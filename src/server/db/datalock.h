// The lock of a process that may change the data directory as a whole: one `serve` or one `restore`. The
// kernel releases it however the process ends.
#pragma once

#include "core/result.h"

#include <QString>

#include <memory>

namespace mimir::server {

class DataLock {
public:
    /// Never waits. Errors: Locked (a server runs on this data), StoreReadOnly (the directory is not
    /// writable).
    static Result<std::unique_ptr<DataLock>> take(const QString &dataDirectory);
    ~DataLock();
    DataLock(const DataLock &) = delete;
    DataLock &operator=(const DataLock &) = delete;

private:
    explicit DataLock(int file) : m_file(file) { }
    int m_file;
};

} // namespace mimir::server
