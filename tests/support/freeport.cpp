#include "support/freeport.h"

#include <QByteArray>
#include <QFile>
#include <QRandomGenerator>
#include <QTcpServer>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace mimir::test {

namespace {

/// The socket is left open: the name is released when the process exits.
bool reserve(int port)
{
    const QByteArray name = "mimir-test-port-" + QByteArray::number(port);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.constData(), static_cast<std::size_t>(name.size()));
    const auto size
        = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + static_cast<std::size_t>(name.size()));
    const int reservation = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(reservation, reinterpret_cast<const sockaddr *>(&address), size) == 0)
        return true;
    ::close(reservation);
    return false;
}

} // namespace

std::uint16_t freePort()
{
    QFile range(QStringLiteral("/proc/sys/net/ipv4/ip_local_port_range"));
    if (!range.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(range.errorString()));
    const int highest = range.readLine().simplified().split(' ').first().toInt();
    for (int attempt = 0; attempt < 100; ++attempt) {
        const int port = QRandomGenerator::system()->bounded(highest - 12000, highest);
        if (reserve(port) && QTcpServer().listen(QHostAddress::LocalHost, static_cast<quint16>(port)))
            return static_cast<std::uint16_t>(port);
    }
    qFatal("no free port");
}

} // namespace mimir::test
