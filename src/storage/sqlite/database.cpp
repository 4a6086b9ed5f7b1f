#include "storage/sqlite/database.h"

#include "core/regularfile.h"
#include "core/synclock.h"
#include "storage/sqlite/privatefile.h"
#include "storage/sqlite/sqliteerror.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QUrl>
#include <QVariant>

#include <atomic>
#include <sqlite3.h>

namespace mimir {
namespace {

QString uniqueConnectionName()
{
    static std::atomic<std::uint64_t> counter {0};
    return QStringLiteral("mimir-%1").arg(++counter);
}

bool isInMemory(const QString &path)
{
    return path == QLatin1String(":memory:");
}

// The messages of the others begin with the path, or name a process.
bool needsPath(ErrorCode code)
{
    return code == ErrorCode::StoreFailed || code == ErrorCode::StoreFull || code == ErrorCode::StoreCorrupt;
}

QString uriOf(const QString &path, const QString &query)
{
    return QStringLiteral("file:") + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"))
        + QLatin1Char('?') + query;
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &path, const Options &options)
{
    return openForeign(path, options, {});
}

Result<std::unique_ptr<Database>> Database::openForeign(
    const QString &path, const Options &options, const Foreign &foreign)
{
    const bool inMemory = isInMemory(path);
    const QFileInfo file(path);
    if (!inMemory)
        MIMIR_TRY(checkDatabaseFiles(path));
    if (!inMemory && options.mustExist && !file.exists())
        return Error {ErrorCode::NotFound, "no database at " + path.toStdString()};
    const bool isNew = !inMemory && !file.exists();
    if (isNew && !options.readOnly)
        MIMIR_TRY(makePrivateFile(path));
    std::unique_ptr<Database> database(new Database);
    database->m_path = path;
    MIMIR_TRY(database->connect(options, foreign));
    if (const auto configured = database->configure(options, foreign); !configured)
        return database->whyNotConfigured(configured.error(), options);
    return database;
}

Result<void> Database::connect(const Options &options, const Foreign &foreign)
{
    m_connection = uniqueConnectionName();
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!connection.isValid())
        return Error {ErrorCode::StoreFailed, "Qt's SQLite driver is not installed"};
    QString connectOptions = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs);
    if (options.readOnly)
        connectOptions += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (!foreign.uriQuery.isEmpty())
        connectOptions += QStringLiteral(";QSQLITE_OPEN_URI");
    connection.setConnectOptions(connectOptions);
    connection.setDatabaseName(foreign.uriQuery.isEmpty() ? m_path : uriOf(m_path, foreign.uriQuery));
    if (!connection.open()) {
        const std::string blocked = isInMemory(m_path) ? std::string() : forbiddenFile(m_path);
        if (!blocked.empty())
            return Error {ErrorCode::StoreReadOnly, blocked};
        return Error {ErrorCode::StoreFailed, m_path.toStdString() + " cannot be opened"};
    }
    const QVariant handle = connection.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return Error {ErrorCode::StoreFailed, "Qt's SQLite driver has another SQLite inside"};
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    return {};
}

Error Database::whyNotConfigured(const Error &why, const Options &options) const
{
    // SQLite cannot open a file that may not be written to when a log is next to it.
    const std::string blocked = why.code == ErrorCode::StoreFailed && !isInMemory(m_path) && !options.readOnly
        ? forbiddenFile(m_path)
        : std::string();
    if (!blocked.empty())
        return Error {ErrorCode::StoreReadOnly, blocked};
    return needsPath(why.code) ? Error {why.code, m_path.toStdString() + ": " + why.message} : why;
}

Result<void> Database::configure(const Options &options, const Foreign &foreign)
{
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (options.readOnly)
        return script(foreign.first + "; PRAGMA query_only=1; SELECT count(*) FROM sqlite_schema");
    return script("PRAGMA page_size=" + std::to_string(options.pageSize)
        + "; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA "
          "foreign_keys=0; PRAGMA secure_delete=1;"
          "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-"
        + std::to_string(options.cacheKiB));
}

Database::~Database()
{
    for (const auto &[sql, statement] : m_cache)
        sqlite3_finalize(statement);
    m_cache.clear();
    if (!m_connection.isEmpty())
        QSqlDatabase::removeDatabase(m_connection);
}

Query Database::prepare(std::string_view sql)
{
    const auto cached = m_cache.find(sql);
    if (cached != m_cache.end() && cached->second)
        return Query(*this, std::exchange(cached->second, nullptr), &cached->second);
    if (cached != m_cache.end())
        return once(sql); // the cached one is in use further up the stack
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(
        m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (!statement)
        return Query(*this, nullptr, nullptr);
    sqlite3_stmt *&slot = m_cache.emplace(sql, nullptr).first->second; // nodes do not move
    return Query(*this, statement, &slot);
}

Query Database::once(std::string_view sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
    return Query(*this, statement, nullptr);
}

Result<void> Database::script(const std::string &sql)
{
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError();
    return {};
}

std::int64_t Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}
int Database::changes() const
{
    return sqlite3_changes(m_handle);
}
std::int64_t Database::totalChanges() const
{
    return sqlite3_total_changes64(m_handle);
}
bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}
std::int64_t Database::dataVersion()
{
    return integer("PRAGMA data_version").value_or(0);
}

// The log at its path may be another file's then.
bool Database::isMoved() const
{
    int moved = 0;
    return sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

void Database::checkpoint()
{
    if (isMoved())
        return;
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void Database::checkpointPassive()
{
    if (isMoved())
        return;
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

std::int64_t Database::walBytes() const
{
    return QFileInfo(m_path + QStringLiteral("-wal")).size();
}

void Database::failed(const Error &error)
{
    const bool isAnswer = error.code == ErrorCode::Exists || error.code == ErrorCode::Immutable;
    if (m_transactions > 0 && !isAnswer && !m_failure)
        m_failure = error;
}

std::optional<Error> Database::lockFault() const
{
    const bool mayTry = !isInMemory(m_path) && sqlite3_db_readonly(m_handle, "main") == 0;
    const auto locks = mayTry ? checkLocksIn(QFileInfo(m_path).absolutePath()) : Result<void>();
    if (locks)
        return std::nullopt;
    return Error {locks.error().code, m_path.toStdString() + ": " + locks.error().message};
}

Error Database::lastError() const
{
    const ErrorCode code = sqliteErrorCode(sqlite3_extended_errcode(m_handle));
    const Error error {code, sqliteErrorWords(code, sqlite3_errmsg(m_handle), m_path)};
    const bool mayBeLocks = code == ErrorCode::StoreBusy || code == ErrorCode::StoreFailed;
    return mayBeLocks ? lockFault().value_or(error) : error;
}

Transaction::Transaction(Database &database) : m_database(database), m_nested(database.inTransaction())
{
    m_begun
        = database.run(m_nested ? std::string_view("SAVEPOINT nested") : std::string_view("BEGIN IMMEDIATE"));
    m_open = m_begun.ok();
    m_database.m_transactions += m_open ? 1 : 0;
}

Transaction::~Transaction()
{
    rollback();
}

void Transaction::ended()
{
    m_open = false;
    if (--m_database.m_transactions == 0)
        m_database.m_failure.reset();
}

Result<void> Transaction::commit()
{
    MIMIR_TRY(m_begun);
    if (!m_open)
        return Error {ErrorCode::StoreFailed, "the transaction is not open"};
    if (m_database.m_failure)
        return *m_database.m_failure;
    auto done = m_database.run(m_nested ? std::string_view("RELEASE nested") : std::string_view("COMMIT"));
    if (done)
        ended();
    return done;
}

void Transaction::rollback()
{
    if (!m_open)
        return;
    // Otherwise SQLite has already rolled back, as it does when the disk is full.
    if (m_database.inTransaction())
        (void)m_database.script(m_nested ? "ROLLBACK TO nested; RELEASE nested" : "ROLLBACK");
    ended();
}

} // namespace mimir
