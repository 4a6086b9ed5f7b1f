#include "server/db/datalock.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mimir::server {

Result<std::unique_ptr<DataLock>> DataLock::take(const QString &dataDirectory)
{
    const QByteArray path = QFile::encodeName(QDir(dataDirectory).filePath(QStringLiteral("serve.lock")));
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return Error {
            ErrorCode::StoreReadOnly, dataDirectory.toStdString() + ": the directory cannot be written"};
    std::unique_ptr<DataLock> lock(new DataLock(file));
    if (flock(file, LOCK_EX | LOCK_NB) != 0)
        return Error {
            ErrorCode::Locked, dataDirectory.toStdString() + ": another server is running on this data"};
    return lock;
}

DataLock::~DataLock()
{
    close(m_file);
}

} // namespace mimir::server
