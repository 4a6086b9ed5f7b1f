#include "server/db/datalock.h"

#include "core/regularfile.h"

#include <QDir>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mimir::server {

Result<std::unique_ptr<DataLock>> DataLock::take(const QString &dataDirectory)
{
    auto file = openRegular(QDir(dataDirectory).filePath(QStringLiteral("serve.lock")), O_RDWR | O_CREAT);
    if (!file && file.error().code != ErrorCode::NotAFile)
        return Error {
            ErrorCode::StoreReadOnly, dataDirectory.toStdString() + ": the directory cannot be written"};
    MIMIR_TRY(file);
    std::unique_ptr<DataLock> lock(new DataLock(file->release()));
    if (flock(lock->m_file, LOCK_EX | LOCK_NB) != 0)
        return Error {
            ErrorCode::Locked, dataDirectory.toStdString() + ": another server is running on this data"};
    return lock;
}

DataLock::~DataLock()
{
    close(m_file);
}

} // namespace mimir::server
