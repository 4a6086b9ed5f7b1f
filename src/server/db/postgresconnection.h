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

#include "server/db/sqlconnection.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>

struct pg_conn;
struct pg_result;

namespace mimir::server {

/// One column of many rows as a single parameter: `… FROM unnest(?1::bigint[], ?2::text[]) AS t(a, b)`.
/// Contains the binary form; must live until the statement has run.
class SqlArray {
public:
    enum class Of : std::uint8_t { Integers, Texts };
    explicit SqlArray(Of kind);

    void append(std::int64_t number);   ///< Precondition: of integers
    void append(std::string_view text); ///< Precondition: of texts. Must be UTF-8 without NUL
    void appendNull();
    template <typename T>
    void append(const std::optional<T> &value)
    {
        value ? append(*value) : appendNull();
    }
    void reserve(std::size_t elements, std::size_t textBytes = 0);
    void clear();

    Of kind() const { return m_kind; }
    std::size_t size() const { return m_count; }
    const std::string &bytes() const { return m_bytes; }

private:
    void count();

    Of m_kind;
    std::size_t m_count = 0;
    std::string m_bytes;
};

class PostgresParameter {
public:
    PostgresParameter(const SqlArray &array) : m_array(&array) { }
    template <typename T>
    PostgresParameter(const T &value) : m_value(value)
    {
    }
    const SqlArray *array() const { return m_array; }
    const SqlValue &value() const { return m_value; }

private:
    const SqlArray *m_array = nullptr;
    SqlValue m_value {nullptr};
};

/// A statement's answer as libpq holds it: cells are read in place, not copied. All rows are in memory, so
/// for pages of bodies request no more rows than will be sent (octet_length(payload) gives the size of a body
/// without reading it).
class PostgresRows {
public:
    explicit PostgresRows(pg_result *result) : m_result(result) { }

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    std::int64_t changed() const;

    // Precondition of all: the row and column exist. Views are valid as long as this object.
    bool isNull(std::size_t row, std::size_t column) const;
    std::string_view text(std::size_t row, std::size_t column) const;
    std::string string(std::size_t row, std::size_t column) const { return std::string(text(row, column)); }
    /// NULL reads as 0, a boolean as 0 or 1.
    std::int64_t integer(std::size_t row, std::size_t column) const;
    std::optional<std::int64_t> optionalInteger(std::size_t row, std::size_t column) const;

private:
    friend class PostgresConnection;
    struct Clear {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

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
    Result<SqlRows> execute(std::string_view sql, const std::vector<SqlValue> &values) override;
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

/// "postgresql://host:port/database": the part of the URL that may be shown and logged.
std::string postgresUrlForPeople(const std::string &url);

} // namespace mimir::server
