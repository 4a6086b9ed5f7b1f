#include "server/teamsserver.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mimir::server {
namespace {

constexpr std::size_t kWaitingRequests = 256;
constexpr std::size_t kWaitingSignIns = 32; // each takes 40 ms
constexpr std::size_t kReaders = 2;
constexpr std::size_t kPasswordThreads = 2;
static_assert(kPasswordThreads <= kMaxPasswordThreads);
constexpr std::size_t kWokenAtOnce = 2 * kReaders;

void answerOn(Lane::Desk &desk, const Request &request, const std::function<void(Response)> &respond)
{
    try {
        Response response = desk.api.handle(request);
        if (!response.log.empty())
            std::fprintf(stderr, "mimir-teams-server: %s\n", response.log.c_str());
        respond(std::move(response));
    } catch (const std::exception &) {
        // Memory ran out for this one request.
        respond(errorResponse(500, "internal", "the server failed"));
    }
}

} // namespace

Result<std::unique_ptr<TeamsServer>> TeamsServer::start(
    const Config &config, const Clock &clock, RandomSource &random)
{
    std::unique_ptr<TeamsServer> server(new TeamsServer);
    MIMIR_TRY(makeDataDirectory(config.dataDirectory));
    MIMIR_TRY(server->lockData(config.dataDirectory));
    server->m_context = std::make_unique<ApiContext>(clock, random);
    server->m_context->passwordCost = config.passwordCost;
    server->m_dispatcher = std::make_unique<Dispatcher>(
        [&self = *server](
            auto request, auto respond) { return self.ask(std::move(request), std::move(respond)); },
        [](const std::vector<Wake> &) {}, kWokenAtOnce);
    MIMIR_TRY(server->startLanes(config));
    server->m_front = std::make_unique<HttpFront>(
        [&self = *server](Request request, std::function<void(Response)> respond) {
            self.m_dispatcher->take(std::move(request), std::move(respond));
        },
        HttpConfig {.limits = config.limits});
    const auto port = server->m_front->listen(config.address, config.port);
    MIMIR_TRY(port);
    server->m_port = *port;
    server->maintain();
    return server;
}

Result<void> TeamsServer::startLanes(const Config &config)
{
    const QString path = databasePath(config.dataDirectory);
    const auto open = [&](std::unique_ptr<Lane> &lane, Access access, std::size_t threads,
                          std::size_t capacity) -> Result<void> {
        auto started = Lane::start({path, access, threads, capacity}, *m_context);
        MIMIR_TRY(started);
        lane = std::move(*started);
        return {};
    };
    MIMIR_TRY(open(m_writer, Access::ReadWrite, 1, kWaitingRequests));
    MIMIR_TRY(open(m_readers, Access::ReadOnly, kReaders, kWaitingRequests));
    MIMIR_TRY(open(m_passwords, Access::ReadWrite, kPasswordThreads, kWaitingSignIns));
    auto checkpointer = Checkpointer::start(path, *m_writer);
    MIMIR_TRY(checkpointer);
    m_checkpointer = std::move(*checkpointer);
    return {};
}

TeamsServer::~TeamsServer()
{
    stop(std::chrono::milliseconds(0));
    if (m_lock >= 0)
        close(m_lock);
}

// The kernel frees it however the process ends.
Result<void> TeamsServer::lockData(const QString &directory)
{
    const QByteArray file = QFile::encodeName(QDir(directory).filePath(QStringLiteral("serve.lock")));
    m_lock = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lock < 0)
        return Error {
            ErrorCode::StoreReadOnly, directory.toStdString() + ": the directory cannot be written"};
    if (flock(m_lock, LOCK_EX | LOCK_NB) != 0)
        return Error {
            ErrorCode::Locked, directory.toStdString() + ": another server is running on this data"};
    return {};
}

void TeamsServer::stop(std::chrono::milliseconds grace)
{
    if (m_dispatcher)
        m_dispatcher->beginClosing();
    if (m_front)
        m_front->stop(grace);
    // A checkpoint in between waits for the writer, so it ends before it.
    if (m_checkpointer)
        m_checkpointer->stop();
    for (Lane *lane : {m_passwords.get(), m_readers.get()})
        if (lane)
            lane->stop();
    if (!m_writer)
        return;
    m_writer->submit(
        [](Lane::Desk &desk) { desk.database.checkpoint(); }); // one file to copy, while nothing runs
    m_writer->stop();
}

void TeamsServer::maintain()
{
    m_writer->submit([](Lane::Desk &desk) { (void)desk.api.maintain(); });
}

Lane &TeamsServer::laneFor(LaneKind kind)
{
    switch (kind) {
    case LaneKind::Write:
        return *m_writer;
    case LaneKind::Password:
        return *m_passwords;
    case LaneKind::Read:
        break;
    }
    return *m_readers;
}

bool TeamsServer::ask(std::shared_ptr<const Request> request, std::function<void(Response)> respond)
{
    Lane &lane = laneFor(Api::laneOf(*request));
    return lane.submit([asked = std::move(request), answer = std::move(respond)](
                           Lane::Desk &desk) { answerOn(desk, *asked, answer); });
}

} // namespace mimir::server
