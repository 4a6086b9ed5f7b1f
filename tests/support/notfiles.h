// What can be in the place of a file without being one.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTest>

#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace mimir::test {

/// A column "kind" with every value of putNoFile().
inline void addNoFiles()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char *kind : {"directory", "named pipe", "socket", "device"})
        QTest::newRow(kind) << QByteArray(kind);
}

/// False if it could not be made. A device is a link to one.
inline bool putNoFile(const QByteArray &kind, const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    QFile::remove(path);
    if (kind == "directory")
        return QDir().mkpath(path);
    if (kind == "named pipe")
        return ::mkfifo(name.constData(), 0600) == 0;
    if (kind == "device")
        return ::symlink("/dev/zero", name.constData()) == 0;
    sockaddr_un address {AF_UNIX, {}};
    std::strncpy(address.sun_path, name.constData(), sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const bool made = ::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(socket);
    return made;
}

} // namespace mimir::test
