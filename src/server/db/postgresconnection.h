// One connection to PostgreSQL ≥ 13 through libpq. Every statement is unnamed and every setting is local to
// its transaction (SET LOCAL), so that PgBouncer in transaction mode may sit in between; only notifications
// need a direct connection to the server. Parameters are sent in binary: nothing is quoted, nothing is
// copied.
//
// Statements may use ?1 (the common SQL) or $1. A number is a bigint, a text is text, a null has the type
// that its place requires.
//
// Thread: one at a time.
#pragma once

#include "server/db/postgresvalues.h"
#include "server/db/sqlconnection.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>

struct pg_conn;

namespace mimir::server {

struct Notification {
    std::string payload;
    bool own = false; ///< sent by this connection
};

class PostgresConnection : public SqlConnection {
public:
    /// `url` is "postgresql://…" or "postgres://…" and may name several hosts. Errors, in one line: Usage
    /// (not such a URL), StoreBusy (no server, wrong password, too many connections, only a standby),
    /// StoreFailed (PostgreSQL is too old, or the database is not UTF-8).
    static Result<std::unique_ptr<PostgresConnection>> open(const std::string &url);
    ~PostgresConnection() override;
    PostgresConnection(const PostgresConnection &) = delete;
    PostgresConnection &operator=(const PostgresConnection &) = delete;

    Engine engine() const override { return Engine::Postgres; }
    Result<SqlRows> execute(std::string_view sql, const std::vector<SqlParameter> &values) override;
    Result<void> script(const std::string &sql) override;
    Result<void> begin(Mode mode) override;
    Result<void> commit() override;
    void rollback() override;
    bool inTransaction() const override { return m_inTransaction; }
    void watch(Watch watch) override { m_watch = std::move(watch); }
    void cancelWaits(Waits what) override;

    /// Like query(), but allows arrays as parameters and does not copy the answer.
    template <typename... Args>
    Result<PostgresRows> ask(std::string_view sql, const Args &...args)
    {
        const std::vector<PostgresParameter> parameters {PostgresParameter(args)...};
        return askWith(sql, parameters);
    }
    Result<PostgresRows> askWith(std::string_view sql, const std::vector<PostgresParameter> &parameters);

    /// Notifications from the channels this connection LISTENs to; waits at most `wait` for the first one, or
    /// until `interruptFd` is readable. Errors: StoreBusy if the connection is lost: LISTEN is lost with it.
    Result<std::vector<Notification>> notifications(std::chrono::milliseconds wait, int interruptFd = -1);

    /// Increases with each new connection to the server: the LISTENs of the previous one are lost.
    std::uint64_t generation() const { return m_generation; }
    /// Round trips to the server so far: the cost of statements over a network.
    std::int64_t statements() const { return m_statements; }

private:
    explicit PostgresConnection(std::string url) : m_url(std::move(url)) { }

    Result<void> connect();
    Result<void> connectOnce();
    void keepSocket();
    Result<void> ready();
    bool isLost() const;
    Result<PostgresRows> simple(const char *sql);
    Result<PostgresRows> checked(pg_result *result);
    void tellWatch(Ended ended) const;

    struct Finish {
        void operator()(pg_conn *connection) const;
    };
    std::string m_url;
    std::unique_ptr<pg_conn, Finish> m_connection;
    bool m_inTransaction = false;
    bool m_isStale = false; ///< to be replaced when no transaction is open
    std::uint64_t m_generation = 0;
    std::int64_t m_statements = 0;
    std::chrono::steady_clock::time_point m_retryAt {};
    Error m_unreachable; ///< the error of the last attempt to connect
    Watch m_watch;
    std::atomic<bool> m_lettingGo = false;
    std::mutex m_socketMutex;
    int m_socket = -1; ///< our own duplicate of libpq's socket, which may close at any time
};

} // namespace mimir::server
