#include "server/command.h"
#include "server/teamsserver.h"

#include <QSaveFile>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <malloc.h>
#include <pthread.h>

namespace mimir::server {
namespace {

constexpr std::chrono::milliseconds kGrace {4000};
constexpr std::time_t kMaintenanceSeconds = 3600;

struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

// "127.0.0.1:8787", "[::1]:0"
std::optional<Endpoint> parseEndpoint(const std::string &text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon + 1 == text.size())
        return std::nullopt;
    Endpoint endpoint;
    endpoint.address = text.substr(0, colon);
    if (endpoint.address.size() > 2 && endpoint.address.front() == '[' && endpoint.address.back() == ']')
        endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, endpoint.port);
    return error == std::errc() && stop == end ? std::optional(endpoint) : std::nullopt;
}

bool writePortFile(const QString &path, std::uint16_t port)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port) + '\n') > 0
        && file.commit();
}

// Blocked before the first thread starts, so that only the wait below sees them.
sigset_t blockStopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void waitForStop(const sigset_t &signals, TeamsServer &server)
{
    const timespec hour {kMaintenanceSeconds, 0};
    while (sigtimedwait(&signals, nullptr, &hour) < 0)
        if (errno == EAGAIN)
            server.maintain();
}

// Bodies of some hundred KiB come and go all the time: glibc would give each back to the kernel and fault it
// in again.
void keepMemory()
{
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

} // namespace

int serveCommand(const CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("listen"), QStringLiteral("Where to listen."),
        QStringLiteral("ADDRESS:PORT"), QStringLiteral("127.0.0.1:8787")});
    parser.addOption(
        {QStringLiteral("port-file"), QStringLiteral("Write the port there."), QStringLiteral("F")});
    parser.addOption(
        {QStringLiteral("insecure-listen"), QStringLiteral("Allow other computers without TLS.")});
    if (!parseOptions(parser, line, 0))
        return kWrongUsage;
    const auto endpoint = parseEndpoint(parser.value(QStringLiteral("listen")).toStdString());
    if (!endpoint)
        return wrongUsage(QStringLiteral("write --listen ADDRESS:PORT"));
    if (!isLoopback(endpoint->address) && !parser.isSet(QStringLiteral("insecure-listen")))
        return wrongUsage(
            QStringLiteral("this server speaks no TLS: it listens to this computer only. Put a TLS proxy "
                           "before it, or say --insecure-listen if you know what you do"));
    keepMemory();
    const sigset_t signals = blockStopSignals();
    SystemClock clock;
    SystemRandom random;
    TeamsServer::Config config;
    config.dataDirectory = line.dataDirectory;
    config.address = endpoint->address;
    config.port = endpoint->port;
    const auto server = TeamsServer::start(config, clock, random);
    if (!server) {
        complain(server.error().message);
        return kFailed;
    }
    const QString portFile = parser.value(QStringLiteral("port-file"));
    if (!portFile.isEmpty() && !writePortFile(portFile, (*server)->port())) {
        complain(portFile.toStdString() + ": the port file cannot be written");
        return kFailed;
    }
    complain("listening on " + endpoint->address + ":" + std::to_string((*server)->port()));
    waitForStop(signals, **server);
    (*server)->stop(kGrace);
    complain("stopped");
    return kDone;
}

} // namespace mimir::server
