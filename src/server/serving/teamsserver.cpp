#include "server/serving/teamsserver.h"

#include "server/accounts/retentionclock.h"
#include "server/db/schema.h"
#include "server/sync/commitclock.h"
#include "server/sync/randomhex.h"
#include "storage/sqlite/database.h"

#include <algorithm>

namespace mimir::server {
namespace {

constexpr std::size_t kWaitingRequests = 256;
constexpr std::size_t kWaitingPulls
    = 8192; // no bodies: all of a team's devices may come at once after an outage
constexpr std::size_t kWaitingSignIns = 32; // each takes 40 ms
constexpr std::size_t kSqliteReaders = 2;
constexpr std::size_t kPasswordThreads = 2;
static_assert(kPasswordThreads <= kMaxPasswordThreads);
constexpr std::size_t kWokenAtOnce = 4;
// The most time spent checking a large database.
constexpr std::chrono::milliseconds kCheckAtStart {2000};

// A request on its way to the lanes.
struct Routed {
    std::shared_ptr<const Request> request;
    RouteTable::Match match;
};

void answerOn(Lane::LaneContext &desk, const Routed &asked, const std::function<void(Response)> &respond)
{
    try {
        respond(desk.api.handle(*asked.request, asked.match));
    } catch (const std::exception &) {
        // Memory ran out for this one request.
        respond(failedResponse());
    }
}

std::size_t cores()
{
    return std::max(1u, std::thread::hardware_concurrency());
}

Response page(const Metrics &metrics, const Request &request)
{
    if (request.method != "GET" || request.path() != "/metrics")
        return errorResponse(404, "not_found", "only GET /metrics is here");
    Response response {200, metrics.text()};
    response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4");
    return response;
}

} // namespace

TeamsServer::TeamsServer(
    const Config &config, const Clock &clock, RandomSource &random, const RouteTable &routes)
    : m_config(config), m_clock(clock),
      m_routes(routes), m_storage {databasePath(config.dataDirectory), config.databaseUrl},
      m_instance(hexDigits(randomBytes32(random)).substr(0, 8)), m_context(clock, random)
{
    m_context.passwordCost = config.passwordCost;
    m_context.publicUrl = config.publicUrl;
}

Result<std::unique_ptr<TeamsServer>> TeamsServer::start(
    const Config &config, const Clock &clock, RandomSource &random)
{
    const auto routes = RouteTable::make(declaredRoutes());
    MIMIR_TRY(routes);
    std::unique_ptr<TeamsServer> server(new TeamsServer(config, clock, random, *routes));
    MIMIR_TRY(server->startLanes());
    server->watchFigures();
    MIMIR_TRY(server->startMetrics());
    MIMIR_TRY(server->startFront());
    server->maintain();
    return server;
}

Result<void> TeamsServer::startLanes()
{
    m_dispatcher = std::make_unique<Dispatcher>(
        [this](auto request, auto respond) { return ask(std::move(request), std::move(respond)); },
        [this](const std::vector<Wake> &wakes) {
            m_metrics.count(Metric::Wakes, {"local"}, wakes.size());
            if (m_wakeups)
                m_wakeups->tell(wakes);
        },
        kWokenAtOnce);
    return m_storage.isPostgres() ? startPostgres() : startSqlite();
}

Result<void> TeamsServer::openLane(std::unique_ptr<Lane> &lane, Lane::Config config)
{
    config.storage = m_storage;
    config.watch = [this](SqlConnection::Ended ended) { statementEnded(ended); };
    auto started = Lane::start(config, m_context, &m_metrics);
    MIMIR_TRY(started);
    lane = std::move(*started);
    return {};
}

void TeamsServer::statementEnded(SqlConnection::Ended ended)
{
    using Ended = SqlConnection::Ended;
    static constexpr std::string_view codes[] = {"", "busy", "lost", "full", "failed", "damaged"};
    if (ended == Ended::Damaged)
        noteDamage();
    m_databaseUp = ended != Ended::Lost && ended != Ended::Failed && !m_context.damaged;
    if (ended != Ended::Done)
        m_metrics.count(Metric::DatabaseErrors, {codes[static_cast<std::size_t>(ended)]});
}

// Once: damage stays until the operator has repaired it and restarted the server.
void TeamsServer::noteDamage()
{
    if (!m_context.damaged.exchange(true) && m_config.log)
        m_config.log->write(LogLevel::Error, "database_damaged",
            {{"place", std::string_view(m_storage.forPeople())},
                {"advice",
                    std::string_view("nothing more is read or written: stop the server, run "
                                     "`mimir-teams-server check`, and restore the newest backup")}});
}

// A line of its own: all devices of the team offer again what they have, and the operator should know why.
void TeamsServer::noteHistory(const Response &response)
{
    if (response.historyBegan.empty() || !m_config.log)
        return;
    m_config.log->write(LogLevel::Warning, "history_began",
        {{"reason", response.historyBegan}, {"team", response.team}, {"user", response.user},
            {"device", response.device}});
}

Result<void> TeamsServer::startSqlite()
{
    MIMIR_TRY(makeDataDirectory(m_config.dataDirectory));
    auto lock = DataLock::take(m_config.dataDirectory);
    MIMIR_TRY(lock);
    m_lock = std::move(*lock);
    MIMIR_TRY(quickCheck(m_storage.sqlitePath, kCheckAtStart));
    MIMIR_TRY(openLane(m_writers, {"write", {}, Access::ReadWrite, 1, kWaitingRequests}));
    MIMIR_TRY(openLane(m_readers, {"read", {}, Access::ReadOnly, kSqliteReaders, kWaitingPulls}));
    MIMIR_TRY(openLane(m_passwords, {"password", {}, Access::ReadWrite, kPasswordThreads, kWaitingSignIns}));
    auto checkpointer = Checkpointer::start(m_storage.sqlitePath, *m_writers);
    MIMIR_TRY(checkpointer);
    m_checkpointer = std::move(*checkpointer);
    return {};
}

// Pushes wait for their team's lock: they have their own threads, so that pulls never wait for them.
Result<void> TeamsServer::startPostgres()
{
    MIMIR_TRY(openLane(m_writers, {"write", {}, Access::ReadWrite, cores() + 1, kWaitingRequests}));
    MIMIR_TRY(openLane(m_readers, {"read", {}, Access::ReadWrite, cores(), kWaitingPulls}));
    MIMIR_TRY(openLane(m_passwords, {"password", {}, Access::ReadWrite, kPasswordThreads, kWaitingSignIns}));
    Wakeups::Config config;
    config.databaseUrl = m_config.databaseUrl;
    config.listenUrl = m_config.listenDatabaseUrl.empty() ? m_config.databaseUrl : m_config.listenDatabaseUrl;
    m_wakeups = std::make_unique<Wakeups>(
        config,
        [this](const Wake &wake) {
            m_metrics.count(Metric::Wakes, {"node"});
            m_dispatcher->wake(wake);
        },
        [this] { return m_dispatcher->teamsWaitedFor(); });
    return {};
}

Result<void> TeamsServer::startFront()
{
    HttpConfig config;
    config.limits = m_config.limits;
    config.trustedProxies = m_config.trustedProxies;
    config.tls = m_config.tls;
    config.instance = m_instance;
    config.clock = &m_clock;
    config.answered = [this](const Exchange &exchange) {
        m_metrics.exchange(exchange);
        if (m_config.log)
            m_config.log->request(exchange);
    };
    m_front = std::make_unique<HttpFront>(
        [this](Request request, std::function<void(Response)> respond) {
            m_dispatcher->take(std::move(request), std::move(respond));
        },
        config);
    const auto port = m_front->listen(m_config.address, m_config.port);
    MIMIR_TRY(port);
    m_port = *port;
    return {};
}

Result<void> TeamsServer::startMetrics()
{
    if (!m_config.metrics)
        return {};
    m_metricsFront = std::make_unique<HttpFront>(
        [this](const Request &request, const std::function<void(Response)> &respond) {
            respond(page(m_metrics, request));
        });
    const auto port = m_metricsFront->listen(m_config.metrics->first, m_config.metrics->second);
    MIMIR_TRY(port);
    m_metricsPort = *port;
    return {};
}

void TeamsServer::watchFigures()
{
    m_metrics.watch(Metric::WaitingPulls, {}, [this] { return double(m_dispatcher->waiting()); });
    m_metrics.watch(Metric::DatabaseUp, {}, [this] { return m_databaseUp ? 1.0 : 0.0; });
    m_metrics.watch(Metric::PasswordHashes, {}, [] { return double(passwordHashes()); });
    m_metrics.watch(Metric::Draining, {}, [this] { return m_context.draining ? 1.0 : 0.0; });
    m_metrics.watch(Metric::LaneWaiting, {"write"}, [this] { return double(m_writers->waiting()); });
    m_metrics.watch(Metric::LaneWaiting, {"read"}, [this] { return double(m_readers->waiting()); });
    m_metrics.watch(Metric::LaneWaiting, {"password"}, [this] { return double(m_passwords->waiting()); });
    m_metrics.watch(
        Metric::Connections, {}, [this] { return m_front ? double(m_front->figures().connections) : 0; });
    m_metrics.watch(Metric::RefusedConnections, {"total"},
        [this] { return m_front ? double(m_front->figures().refusedTotal) : 0; });
    m_metrics.watch(Metric::RefusedConnections, {"peer"},
        [this] { return m_front ? double(m_front->figures().refusedPeer) : 0; });
    m_metrics.watch(Metric::RefusedConnections, {"handshake"},
        [this] { return m_front ? double(m_front->figures().failedHandshakes) : 0; });
    if (m_config.tls)
        m_metrics.watch(Metric::TlsExpiry, {},
            [this] { return m_front ? double(m_front->figures().certificateEnds) / 1000 : 0; });
    if (m_wakeups)
        m_metrics.watch(Metric::ListenUp, {}, [this] { return m_wakeups->isListening() ? 1.0 : 0.0; });
    if (m_config.log)
        m_metrics.watch(Metric::LostLogLines, {}, [this] { return double(m_config.log->lostLines()); });
}

TeamsServer::~TeamsServer()
{
    stop(std::chrono::milliseconds(0));
}

Result<void> TeamsServer::reloadTls()
{
    return m_config.tls ? m_front->reloadTls() : Result<void>();
}

void TeamsServer::beginDrain()
{
    m_context.draining = true;
    m_front->beginDrain();
}

void TeamsServer::stop(std::chrono::milliseconds grace)
{
    m_metrics.unwatch();
    m_metricsFront.reset();
    m_context.draining = true;
    if (m_dispatcher)
        m_dispatcher->beginClosing();
    for (Lane *lane : {m_passwords.get(), m_readers.get(), m_writers.get()})
        if (lane)
            lane->beginClosing();
    if (m_wakeups)
        m_wakeups->beginClosing();
    if (m_front)
        m_front->stop(grace);
    // No one reads an answer any more.
    for (Lane *lane : {m_passwords.get(), m_readers.get(), m_writers.get()})
        if (lane)
            lane->abandon();
    // A checkpoint under way waits for the writer, so the checkpointer stops first.
    if (m_checkpointer)
        m_checkpointer->stop();
    for (Lane *lane : {m_passwords.get(), m_readers.get()})
        if (lane)
            lane->stop();
    if (m_writers) {
        m_writers->submit([](Lane::LaneContext &desk) {
            if (Database *database = desk.storage.sqlite())
                database->checkpoint(); // one file to copy while nothing runs
        });
        m_writers->stop();
    }
    m_wakeups.reset(); // sends what the last pushes announced
}

void TeamsServer::maintain()
{
    if (m_context.damaged)
        return;
    const Millis elapsed = m_clock.elapsed();
    const Millis passed = elapsed - std::exchange(m_maintainedAt, elapsed).value_or(elapsed);
    m_writers->submit([this, passed](Lane::LaneContext &desk) {
        const auto now = retentionTime(desk.storage.sql(), passed);
        if (!now)
            return maintained(now.error());
        if (!*now)
            return;
        maintained(desk.api.forgetExpired(**now));
        const auto teams = desk.storage.sync().trash(**now);
        if (teams)
            emptyTrash(std::make_shared<std::vector<SyncStore::Trash>>(*teams));
        else
            maintained(teams.error());
    });
}

// nullopt: the clock, or a committed time, is wrong, and nothing is to be deleted.
Result<std::optional<Millis>> TeamsServer::retentionTime(SqlConnection &sql, Millis passed)
{
    const Millis clock = m_clock.now();
    const auto behind = behindCommits(sql, clock);
    MIMIR_TRY(behind);
    m_metrics.set(Metric::ClockBehind, {}, double(*behind) / 1000);
    if (*behind > kOutsideCommits) {
        if (m_config.log)
            m_config.log->write(
                LogLevel::Warning, "clock_behind_commits", {{"seconds", std::to_string(*behind / 1000)}});
        return std::optional<Millis>();
    }
    const auto now = RetentionClock(sql, m_clock).advance(passed);
    MIMIR_TRY(now);
    m_metrics.set(Metric::ClockAhead, {}, double(clock - *now) / 1000);
    if (clock - *now > kOutsideCommits && m_config.log)
        m_config.log->write(LogLevel::Warning, "clock_ahead_of_retention",
            {{"seconds", std::to_string((clock - *now) / 1000)}});
    return std::optional(*now);
}

// Work that finds the lane full, or fails, waits for the next hour.
void TeamsServer::emptyTrash(const std::shared_ptr<std::vector<SyncStore::Trash>> &teams)
{
    if (teams->empty())
        return;
    m_writers->submit([this, teams](Lane::LaneContext &desk) {
        const auto more = desk.storage.sync().emptyTrash(teams->back());
        if (!more)
            return maintained(more.error());
        if (!*more)
            teams->pop_back();
        emptyTrash(teams);
    });
}

void TeamsServer::maintained(const Result<void> &done)
{
    if (!done && m_config.log)
        m_config.log->write(LogLevel::Error, "maintenance_failed", {{"reason", done.error().message}});
}

Lane &TeamsServer::laneFor(LaneKind kind)
{
    switch (kind) {
    case LaneKind::Write:
        return *m_writers;
    case LaneKind::Password:
        return *m_passwords;
    case LaneKind::Read:
        break;
    }
    return *m_readers;
}

bool TeamsServer::ask(std::shared_ptr<const Request> request, std::function<void(Response)> respond)
{
    auto match = m_routes.match(*request);
    Lane &lane = laneFor(match.lane());
    const auto asked = std::make_shared<const Routed>(Routed {std::move(request), std::move(match)});
    const auto answer = [this, respond = std::move(respond)](Response response) {
        noteHistory(response);
        respond(std::move(response));
    };
    return lane.submit([this, asked, answer](Lane::LaneContext &desk) {
        answerOn(desk, *asked, [&](Response response) {
            const bool again = response.needsWriter
                && m_writers->submit(
                    [asked, answer](Lane::LaneContext &writer) { answerOn(writer, *asked, answer); });
            if (!again)
                answer(std::move(response));
        });
    });
}

} // namespace mimir::server
