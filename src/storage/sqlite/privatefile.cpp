#include "storage/sqlite/privatefile.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace mimir {

Error cannotWrite(const QString &path)
{
    return {ErrorCode::StoreReadOnly, path.toStdString() + ": " + qt_error_string(errno).toStdString(),
        std::nullopt};
}

Result<QByteArray> makePrivateFileBeside(const QString &path, const char *suffix)
{
    QByteArray name = QFile::encodeName(path) + suffix + ".XXXXXX";
    const int file = ::mkstemp(name.data()); // 0600
    if (file < 0)
        return cannotWrite(path);
    ::close(file);
    return name;
}

// Created under another name: closing a file drops all locks that the process has on it (POSIX), also those
// of a thread that is opening the store at this moment.
Result<void> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const auto made = makePrivateFileBeside(path, "");
    MIMIR_TRY(made);
    const bool linked = ::link(made->constData(), name.constData()) == 0 || errno == EEXIST
        || ::renameat2(AT_FDCWD, made->constData(), AT_FDCWD, name.constData(), RENAME_NOREPLACE) == 0
        || errno == EEXIST;
    Result<void> result = linked ? Result<void>() : cannotWrite(path);
    ::unlink(made->constData());
    return result;
}

} // namespace mimir
