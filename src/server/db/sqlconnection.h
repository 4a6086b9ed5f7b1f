// One connection to the server's database, of either engine. Infrequent queries (accounts, sessions,
// grants, operations) are written once, in SQL that SQLite ≥ 3.40 and PostgreSQL ≥ 13 both understand;
// queries made for every item go through SyncStore, which has an implementation for each engine.
//
// The common SQL: parameters ?1, ?2 …; INSERT … ON CONFLICT (columns) DO …; RETURNING; truth values are the
// integers 0 and 1; hashes are hexadecimal text. PostgreSQL: no named prepared statements and no state
// outside a transaction, so that a pooler in transaction mode may sit in between.
//
// Thread: one at a time; a SQLite connection belongs to the thread that opened it.
#pragma once

#include "core/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mimir::server {

enum class Engine : std::uint8_t { Sqlite, Postgres };
enum class Access : std::uint8_t { ReadWrite, ReadOnly };

/// A parameter. Text is not copied: it must live until the statement has run.
class SqlParameter {
public:
    SqlParameter(std::nullptr_t) { }
    SqlParameter(std::int64_t number) : m_value(number) { }
    SqlParameter(int number) : m_value(static_cast<std::int64_t>(number)) { }
    SqlParameter(std::size_t number) : m_value(static_cast<std::int64_t>(number)) { }
    SqlParameter(bool truth) : m_value(static_cast<std::int64_t>(truth)) { }
    SqlParameter(std::string_view text) : m_value(text) { }
    SqlParameter(const std::string &text) : m_value(std::string_view(text)) { }
    SqlParameter(const char *text) : m_value(std::string_view(text)) { }
    template <typename T>
    SqlParameter(const std::optional<T> &value)
    {
        if (value)
            *this = SqlParameter(*value);
    }

    bool isNull() const { return m_value.index() == 0; }
    const std::int64_t *number() const { return std::get_if<std::int64_t>(&m_value); }
    const std::string_view *text() const { return std::get_if<std::string_view>(&m_value); }

private:
    std::variant<std::monostate, std::int64_t, std::string_view> m_value;
};

/// Malformed if a text is not UTF-8 or contains a NUL, which PostgreSQL cannot store: reported before the
/// statement runs, so that it does not spoil a transaction.
Result<void> refuseUnstorable(const std::vector<SqlParameter> &values);

/// A statement's whole answer, in memory: not for pages of bodies.
class SqlRows {
public:
    SqlRows() = default;
    SqlRows(std::size_t columns, std::vector<std::optional<std::string>> cells, std::int64_t changed);

    std::size_t size() const;
    std::size_t columns() const { return m_columns; }
    bool empty() const { return size() == 0; }
    /// Rows that an INSERT, UPDATE or DELETE changed.
    std::int64_t changed() const { return m_changed; }

    // Precondition of all: the row and column exist.
    bool isNull(std::size_t row, std::size_t column) const;
    /// NULL reads as "" or 0.
    const std::string &text(std::size_t row, std::size_t column) const;
    std::int64_t integer(std::size_t row, std::size_t column) const;
    std::optional<std::int64_t> optionalInteger(std::size_t row, std::size_t column) const;

private:
    std::size_t m_columns = 0;
    std::vector<std::optional<std::string>> m_cells;
    std::int64_t m_changed = 0;
};

class SqlConnection {
public:
    enum class Mode : std::uint8_t {
        Write,    ///< SQLite: BEGIN IMMEDIATE. PostgreSQL: READ COMMITTED, rows locked as they are asked for
        Snapshot, ///< every statement sees one moment; nothing is written
    };

    virtual ~SqlConnection() = default;
    virtual Engine engine() const = 0;

    /// Errors: StoreBusy (try again: the connection was lost or a lock was not acquired in time), StoreFull,
    /// StoreReadOnly, Exists (a unique key), Malformed (a text is not UTF-8, or contains a NUL), StoreFailed.
    /// After a lost connection the next statement reconnects, but never within a transaction.
    template <typename... Args>
    Result<SqlRows> query(std::string_view sql, const Args &...args)
    {
        const std::vector<SqlParameter> values {SqlParameter(args)...};
        return execute(sql, values);
    }
    /// Returns the number of rows that changed.
    template <typename... Args>
    Result<std::int64_t> run(std::string_view sql, const Args &...args)
    {
        const auto rows = query(sql, args...);
        MIMIR_TRY(rows);
        return rows->changed();
    }
    /// query() for a SELECT whose rows stay locked, until the end of the write transaction, against others
    /// that query them this way or change them. Lock first, then query: what depends on a row must be read by
    /// a later statement than the one that waited for it.
    template <typename... Args>
    Result<SqlRows> queryLocking(std::string_view sql, const Args &...args)
    {
        return query(std::string(sql) + (engine() == Engine::Postgres ? " FOR NO KEY UPDATE" : ""), args...);
    }
    virtual Result<SqlRows> execute(std::string_view sql, const std::vector<SqlParameter> &values) = 0;
    /// Several statements, no parameters, no rows.
    virtual Result<void> script(const std::string &sql) = 0;

    virtual Result<void> begin(Mode mode) = 0;
    /// If a commit fails with StoreBusy, it is unknown whether it happened.
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;
    virtual bool inTransaction() const = 0;

    /// How a statement ended: done, or refused because of what it says; all other values are the database's
    /// fault.
    enum class Ended : std::uint8_t { Done, Busy, Lost, Full, Failed, Damaged };
    using Watch = std::function<void(Ended)>;
    /// Called after every statement, on its thread.
    virtual void watch(Watch watch) = 0;

    enum class Waits : std::uint8_t {
        OfReconnecting, ///< a lost connection stays lost
        OfEverything,   ///< and running or new statements fail with StoreBusy; PostgreSQL only
    };
    /// Permanent, because the server stops. Thread-safe.
    virtual void cancelWaits(Waits what) = 0;
};

/// The outcome of a statement with this error, even if it never reached the database.
SqlConnection::Ended endedWith(ErrorCode code);

/// Rolled back unless commit() succeeded. A nested transaction is part of the outer one: only the outer one
/// commits.
class SqlTransaction {
public:
    explicit SqlTransaction(SqlConnection &connection, SqlConnection::Mode mode = SqlConnection::Mode::Write);
    ~SqlTransaction();
    SqlTransaction(const SqlTransaction &) = delete;
    SqlTransaction &operator=(const SqlTransaction &) = delete;

    /// Must be checked before anything is done in the transaction.
    const Result<void> &begun() const { return m_begun; }
    Result<void> commit();

private:
    SqlConnection &m_connection;
    bool m_nested;
    bool m_open = false;
    Result<void> m_begun;
};

} // namespace mimir::server
