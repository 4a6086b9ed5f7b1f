#include "core/durablefile.h"
#include "core/version.h"
#include "server/program/outputplace.h"
#include "server/program/serveoptions.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>

namespace mimir::server {
namespace {

constexpr std::chrono::milliseconds kGrace {3000};
constexpr std::chrono::hours kMaintenanceEvery {1};

Result<void> checkOutputs(const ServeOptions &options, const QString &dataDirectory)
{
    if (!options.log.file.empty())
        MIMIR_TRY(checkLogPlace(QString::fromStdString(options.log.file), dataDirectory));
    MIMIR_TRY(checkPortPlace(options.portFile, dataDirectory));
    return checkPortPlace(options.metricsPortFile, dataDirectory);
}

Result<void> writePortFile(const QString &path, std::uint16_t port)
{
    if (path.isEmpty())
        return {};
    const auto written = writeDurably(path, std::to_string(port) + '\n');
    return written ? written
                   : Error {written.error().code,
                       path.toStdString() + ": the port file cannot be written: " + written.error().message};
}

// Blocked before the first thread starts, so that only the wait below sees them.
sigset_t blockSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

// TERM and INT end the server; HUP reloads the certificate and reopens the log.
void waitForStop(const sigset_t &signals, TeamsServer &server, ServerLog &log)
{
    auto maintenance = std::chrono::steady_clock::now() + kMaintenanceEvery;
    while (true) {
        const auto left
            = std::chrono::ceil<std::chrono::seconds>(maintenance - std::chrono::steady_clock::now());
        const timespec rest {std::max<std::time_t>(1, left.count()), 0};
        const int signal = sigtimedwait(&signals, nullptr, &rest);
        if (std::chrono::steady_clock::now() >= maintenance) {
            server.maintain();
            maintenance += kMaintenanceEvery;
        }
        if (signal == SIGTERM || signal == SIGINT)
            return;
        if (signal != SIGHUP)
            continue;
        log.reopen();
        if (const auto reloaded = server.reloadTls(); reloaded)
            log.write(LogLevel::Info, "reloaded");
        else
            log.write(LogLevel::Error, "tls_not_reloaded", {{"reason", reloaded.error().message}});
    }
}

// A second signal ends the wait.
void drain(const sigset_t &signals, TeamsServer &server, std::chrono::seconds time)
{
    server.beginDrain();
    const auto end = std::chrono::steady_clock::now() + time;
    for (auto now = std::chrono::steady_clock::now(); now < end; now = std::chrono::steady_clock::now()) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(end - now);
        const timespec rest {left.count(), 0};
        const int signal = sigtimedwait(&signals, nullptr, &rest);
        if (signal == SIGTERM || signal == SIGINT)
            return;
    }
}

// Bodies of some hundred KiB come and go all the time: glibc would return each to the kernel and fault it in
// again.
void keepMemory()
{
    // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs yet
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    // NOLINTEND(concurrency-mt-unsafe)
}

// Every connection needs a descriptor; the usual soft limit exists for programs that use select().
void raiseDescriptorLimit()
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int serveCommand(const Invocation &invocation)
{
    const auto read = readServeOptions(invocation);
    if (!read)
        return wrongUsage(QString::fromStdString(read.error().message));
    ServeOptions options = *read;
    const auto failed = [](const std::string &why) {
        complain(why);
        return kFailed;
    };
    keepMemory();
    raiseDescriptorLimit();
    const sigset_t signals = blockSignals();
    SystemClock clock;
    SystemRandom random;
    if (const auto places = checkOutputs(options, invocation.dataDirectory); !places)
        return failed(places.error().message);
    const auto log = ServerLog::open(options.log, clock);
    if (!log)
        return failed(log.error().message);
    options.server.log = log->get();
    const auto server = TeamsServer::start(options.server, clock, random);
    if (!server)
        return failed(server.error().message);
    if (const auto written = writePortFile(options.portFile, (*server)->port()); !written)
        return failed(written.error().message);
    if (const auto written = writePortFile(options.metricsPortFile, (*server)->metricsPort()); !written)
        return failed(written.error().message);
    (*log)->write(LogLevel::Info, "started",
        {{"version", versionWithCommit()}, {"instance", std::string_view((*server)->instance())},
            {"address", options.server.address}, {"port", std::int64_t((*server)->port())},
            {"tls", options.server.tls.has_value()}});
    waitForStop(signals, **server, **log);
    (*log)->write(LogLevel::Info, "stopping", {{"drainSeconds", std::int64_t(options.drain.count())}});
    if (options.drain.count() > 0)
        drain(signals, **server, options.drain);
    (*server)->stop(kGrace);
    (*log)->write(LogLevel::Info, "stopped");
    return kDone;
}

} // namespace mimir::server
