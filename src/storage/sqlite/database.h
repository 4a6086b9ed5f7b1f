// One SQLite connection. Opened by QSqlDatabase (so that Qt's driver owns the file), driven through the C API
// of the same connection, which costs half as much as QSqlQuery on the hot paths. Used by the client's store
// and by the server.
//
// Every connection: WAL, synchronous=FULL, busy timeout 10 s, no automatic checkpoints and none on close
// (SQLite before 3.51.3 can corrupt a WAL when a checkpoint races another connection's reset): the one owner
// of syncing, or `serve`, calls checkpoint() in one place.
//
// Thread: the object belongs to the thread that opened it, as QSqlDatabase requires.
#pragma once

#include "core/result.h"
#include "storage/sqlite/query.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;

namespace mimir {

class Database {
public:
    struct Options {
        std::int64_t cacheKiB = std::int64_t(8) * 1024;
        bool readOnly = false;
        bool mustExist = false;
        int busyTimeoutMs = 10'000;
        int pageSize = 8192; ///< takes effect when the file is created
    };

    /// `path` may be ":memory:". Creates the file (mode 0600) unless told not to. Errors: StoreCorrupt,
    /// StoreReadOnly, StoreFull, StoreFailed, NotFound, NotAFile. Never touches a file it cannot read.
    static Result<std::unique_ptr<Database>> open(const QString &path, const Options &options);
    static Result<std::unique_ptr<Database>> open(const QString &path) { return open(path, Options()); }
    /// How one that belongs to another program is opened, with `readOnly`.
    struct Foreign {
        QString
            uriQuery; ///< parameters of a URI of SQLite, such as "readonly_shm=1"; empty = opened by its name
        std::string first; ///< SQL that runs before anything is read; empty = none
    };
    static Result<std::unique_ptr<Database>> openForeign(
        const QString &path, const Options &options, const Foreign &foreign);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// run() and query() cache their prepared statements: use them for SQL from a fixed, small set.
    template <typename... Args>
    Query query(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        return result;
    }
    /// Runs to the end and ignores rows.
    template <typename... Args>
    Result<void> run(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        while (result.next()) { }
        return result.status();
    }
    /// First column of the first row; nullopt when there is no row or it is NULL.
    template <typename... Args>
    Result<std::optional<std::int64_t>> readInteger(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        const auto found = result.next() ? result.optionalInteger(0) : std::nullopt;
        MIMIR_TRY(result.status());
        return found;
    }
    template <typename... Args>
    Result<std::optional<std::string>> readText(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        auto found = result.next() && !result.isNull(0) ? std::optional(result.string(0)) : std::nullopt;
        MIMIR_TRY(result.status());
        return found;
    }
    /// Whether there is a row.
    template <typename... Args>
    Result<bool> has(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        const bool found = result.next();
        MIMIR_TRY(result.status());
        return found;
    }
    /// The same where an error may read as nullopt, because the Transaction around it can then no longer be
    /// committed, or because nothing depends on the value.
    template <typename... Args>
    std::optional<std::int64_t> integer(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        return result.next() ? result.optionalInteger(0) : std::nullopt;
    }
    template <typename... Args>
    std::optional<std::string> text(std::string_view sql, const Args &...args)
    {
        Query result = prepare(sql);
        result.bindAll(args...);
        return result.next() && !result.isNull(0) ? std::optional(result.string(0)) : std::nullopt;
    }
    /// A statement that is used once: not cached; `sql` need not outlive the call.
    Query once(std::string_view sql);
    /// Several statements, no parameters, no rows.
    Result<void> script(const std::string &sql);

    std::int64_t lastInsertId() const;
    /// Rows the last statement changed.
    int changes() const;
    /// Rows changed by all statements since the connection was opened.
    std::int64_t totalChanges() const;
    bool inTransaction() const;
    /// Changes when another connection, in this or another process, commits.
    std::int64_t dataVersion();

    /// The file was deleted or replaced since it was opened.
    bool isMoved() const;
    /// wal_checkpoint(TRUNCATE), but never of a file that has moved. Only the owner of syncing, or `serve`,
    /// calls it. Being busy is not an error.
    void checkpoint();
    /// wal_checkpoint(PASSIVE): never waits.
    void checkpointPassive();
    std::int64_t walBytes() const;

    /// `watch` is called with the result of every statement of run() and query().
    void watch(std::function<void(std::optional<ErrorCode>)> watch) { m_watch = std::move(watch); }

    const QString &path() const { return m_path; }
    sqlite3 *handle() const { return m_handle; }
    Error lastError() const;

private:
    friend class Query;
    friend class Transaction;
    Database() = default;
    /// A statement could not be run; anything decided in the open transactions may depend on it.
    void failed(const Error &error);
    Query prepare(std::string_view sql);
    Result<void> connect(const Options &options, const Foreign &foreign);
    Result<void> configure(const Options &options, const Foreign &foreign);
    /// SQLite takes a file system that cannot lock files for another program's lock, or for a fault of its own. None
    /// for a stranger's database: nothing is tried in its directory.
    std::optional<Error> lockFault() const;
    Error whyNotConfigured(const Error &why, const Options &options) const;

    QString m_path;
    QString m_connection;
    std::function<void(std::optional<ErrorCode>)> m_watch;
    sqlite3 *m_handle = nullptr;
    int m_transactions = 0;         ///< open Transaction objects
    std::optional<Error> m_failure; ///< the first one in them
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, sqlite3_stmt *, TextHash, std::equal_to<>> m_cache; ///< null while in use
};

/// BEGIN IMMEDIATE … COMMIT; a savepoint when one is already open. Rolled back unless commit() succeeded.
/// Once a statement in it has failed, even if the caller ignored that, neither it nor the transactions around
/// it can be committed; a violated constraint is an answer, not a failure.
class Transaction {
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// Must be checked before anything is done in it.
    const Result<void> &begun() const { return m_begun; }
    Result<void> commit();
    void rollback();

private:
    void ended();

    Database &m_database;
    bool m_nested;
    bool m_open = false;
    Result<void> m_begun;
};

} // namespace mimir
