// The running server: HTTP front, dispatcher, lanes, and what each engine needs in addition: lock and
// checkpoints for SQLite, wakes between nodes for PostgreSQL. Hosted by `serve`, tests and benchmarks.
#pragma once

#include "server/db/datalock.h"
#include "server/http/httpfront.h"
#include "server/observe/serverlog.h"
#include "server/serving/checkpointer.h"
#include "server/serving/dispatcher.h"
#include "server/serving/wakeups.h"

#include <QString>

namespace mimir::server {

class TeamsServer {
public:
    struct Config {
        QString dataDirectory;         ///< for SQLite; created with mode 0700 if missing
        std::string databaseUrl;       ///< PostgreSQL; empty = SQLite in the data directory
        std::string listenDatabaseUrl; ///< PostgreSQL itself if `databaseUrl` is a pooler's; empty = the same
        std::string address = "127.0.0.1";
        std::uint16_t port = 0; ///< 0 = any free port
        HttpLimits limits = {};
        std::vector<Network> trustedProxies = {};
        std::optional<TlsFiles> tls = std::nullopt;
        std::string publicUrl = {}; ///< ApiContext::publicUrl
        PasswordCost passwordCost = {};
        /// Prometheus metrics at http://ADDRESS:PORT/metrics, unencrypted and open to anyone who can reach
        /// it.
        std::optional<std::pair<std::string, std::uint16_t>> metrics = std::nullopt;
        ServerLog *log = nullptr; ///< must outlive the server; null = no log
    };

    /// Is listening when it returns. Errors: Locked (another `serve` on this data), those of
    /// RouteTable::make, Storage::open and HttpFront::listen.
    static Result<std::unique_ptr<TeamsServer>> start(
        const Config &config, const Clock &clock, RandomSource &random);
    /// Stops at once.
    ~TeamsServer();

    std::uint16_t port() const { return m_port; }
    /// Prefix of this process's request ids; reveals nothing about its host.
    const std::string &instance() const { return m_instance; }
    std::uint16_t metricsPort() const { return m_metricsPort; }
    /// Errors: Tls; then the old ones stay in use.
    Result<void> reloadTls();
    /// /health tells proxies to send no more requests; everything else goes on, and connections close after
    /// their next answer.
    void beginDrain();
    /// Answers waiting pulls and lets requests under way finish for at most `grace`; takes at most a second
    /// longer altogether.
    void stop(std::chrono::milliseconds grace);
    /// Queues the hourly work, in pieces so that other jobs run in between.
    void maintain();

private:
    TeamsServer(const Config &config, const Clock &clock, RandomSource &random, const RouteTable &routes);
    Result<void> startLanes();
    Result<void> startPostgres();
    Result<void> startSqlite();
    Result<void> openLane(std::unique_ptr<Lane> &lane, Lane::Config config);
    void statementEnded(SqlConnection::Ended ended);
    void noteDamage();
    void noteHistory(const Response &response);
    Result<void> startFront();
    Result<void> startMetrics();
    void watchFigures();
    bool ask(std::shared_ptr<const Request> request, std::function<void(Response)> respond);
    void emptyTrash(const std::shared_ptr<std::vector<SyncStore::Trash>> &teams);
    Result<std::optional<Millis>> retentionTime(SqlConnection &sql, Millis passed);
    void maintained(const Result<void> &done);
    Lane &laneFor(LaneKind kind);

    const Config m_config;
    const Clock &m_clock;
    const RouteTable m_routes;
    std::optional<Millis> m_maintainedAt; ///< by the steady clock
    StorageLocation m_storage;
    const std::string m_instance;
    ApiContext m_context;
    Metrics m_metrics;
    std::atomic<bool> m_databaseUp = true;
    std::unique_ptr<DataLock> m_lock;
    std::unique_ptr<Dispatcher> m_dispatcher; // before the lanes, which call it
    std::unique_ptr<Wakeups> m_wakeups;
    std::unique_ptr<Lane> m_writers;
    std::unique_ptr<Lane> m_readers;
    std::unique_ptr<Lane> m_passwords;
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<HttpFront> m_metricsFront;
    std::unique_ptr<HttpFront> m_front; // last: it is destroyed first
    std::uint16_t m_port = 0;
    std::uint16_t m_metricsPort = 0;
};

} // namespace mimir::server
