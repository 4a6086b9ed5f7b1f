#include "storage/sqlite/database.h"

#include "core/regularfile.h"
#include "storage/sqlite/storeplace.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace mimir {
namespace {

ErrorCode codeOf(int sqliteCode)
{
    if (sqliteCode == SQLITE_CONSTRAINT_UNIQUE || sqliteCode == SQLITE_CONSTRAINT_PRIMARYKEY)
        return ErrorCode::Exists;
    switch (sqliteCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::StoreBusy;
    case SQLITE_FULL:
        return ErrorCode::StoreFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::StoreReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::StoreCorrupt;
    case SQLITE_CONSTRAINT:
        return ErrorCode::Immutable;
    default:
        return ErrorCode::StoreFailed;
    }
}

// Empty if the file system does not forbid it.
std::string forbidden(const QString &path, int mode, const char *rights)
{
    if (::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), mode, AT_EACCESS) == 0 || errno == ENOENT)
        return {};
    if (errno == EROFS)
        return path.toStdString() + " is on a read-only file system";
    return path.toStdString() + " cannot be read and written: chmod " + rights;
}

// The file or directory of a store that the user has to fix.
std::string forbiddenOf(const QString &path)
{
    for (const QString &file : databaseFiles(path))
        if (const std::string why = forbidden(file, R_OK | W_OK, "u+rw"); !why.empty())
            return why;
    return forbidden(QFileInfo(path).absolutePath(), R_OK | W_OK | X_OK, "u+rwx");
}

/// For people and logs: SQLite's own message only where we have none.
std::string wordsOf(ErrorCode code, const char *sqlite, const QString &path)
{
    switch (code) {
    case ErrorCode::StoreBusy:
        return "another program is writing to the database";
    case ErrorCode::StoreFull:
        return "there is no space left for the database";
    case ErrorCode::StoreReadOnly: {
        const std::string blocked = forbiddenOf(path);
        return blocked.empty() ? "the database cannot be written to" : blocked;
    }
    case ErrorCode::StoreCorrupt:
        return "the file is damaged, or not a database";
    default:
        return sqlite;
    }
}

QString uniqueConnectionName()
{
    static std::atomic<std::uint64_t> counter {0};
    return QStringLiteral("mimir-%1").arg(++counter);
}

} // namespace

Query::Query(Database &database, sqlite3_stmt *statement, sqlite3_stmt **cacheSlot)
    : m_database(&database), m_statement(statement), m_cacheSlot(cacheSlot)
{
    if (!statement) {
        m_code = sqlite3_extended_errcode(database.m_handle);
        m_error = wordsOf(codeOf(m_code), sqlite3_errmsg(database.m_handle), database.m_path);
        database.failed(m_code, m_error);
    }
}

Query::Query(Query &&other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)),
      m_cacheSlot(other.m_cacheSlot), m_code(other.m_code), m_error(std::move(other.m_error))
{
}

Query::~Query()
{
    if (!m_statement)
        return;
    if (!m_cacheSlot) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    *m_cacheSlot = m_statement;
}

bool Query::next()
{
    if (!m_statement || m_code != 0)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        m_code = sqlite3_extended_errcode(m_database->m_handle);
        m_error = wordsOf(codeOf(m_code), sqlite3_errmsg(m_database->m_handle), m_database->m_path);
        m_database->failed(m_code, m_error);
    }
    sqlite3_reset(m_statement);
    if (m_database->m_watch)
        m_database->m_watch(m_code == 0 ? std::nullopt : std::optional(codeOf(m_code)));
    return false;
}

Result<void> Query::status() const
{
    if (m_code == 0)
        return {};
    return Error {codeOf(m_code), m_error};
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}
double Query::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Query::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return bytes
        ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
        : std::string_view();
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::optional<std::int64_t> Query::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

Query::Kind Query::kind(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return Kind::Integer;
    case SQLITE_FLOAT:
        return Kind::Real;
    case SQLITE_TEXT:
        return Kind::Text;
    case SQLITE_BLOB:
        return Kind::Blob;
    default:
        return Kind::Null;
    }
}

int Query::columnCount() const
{
    return sqlite3_column_count(m_statement);
}
std::string_view Query::columnName(int column) const
{
    return sqlite3_column_name(m_statement, column);
}

void Query::bind(int index, std::int64_t value)
{
    if (m_statement)
        sqlite3_bind_int64(m_statement, index, value);
}

void Query::bind(int index, double value)
{
    if (m_statement)
        sqlite3_bind_double(m_statement, index, value);
}

void Query::bind(int index, std::string_view text)
{
    // A null pointer would bind NULL, which is different from an empty text.
    if (m_statement)
        sqlite3_bind_text64(
            m_statement, index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Query::bind(int index, std::nullptr_t)
{
    if (m_statement)
        sqlite3_bind_null(m_statement, index);
}

void Query::bindBlob(int index, std::string_view bytes)
{
    if (m_statement)
        sqlite3_bind_blob64(
            m_statement, index, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const Options &options)
{
    const bool inMemory = path == QLatin1String(":memory:");
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
    database->m_connection = uniqueConnectionName();
    {
        QSqlDatabase connection
            = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database->m_connection);
        if (!connection.isValid())
            return Error {ErrorCode::StoreFailed, "Qt's SQLite driver is not installed"};
        QString connectOptions = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs);
        if (options.readOnly)
            connectOptions += QStringLiteral(";QSQLITE_OPEN_READONLY");
        connection.setConnectOptions(connectOptions);
        connection.setDatabaseName(path);
        if (!connection.open()) {
            const std::string blocked = inMemory ? std::string() : forbiddenOf(path);
            if (!blocked.empty())
                return Error {ErrorCode::StoreReadOnly, blocked};
            return Error {ErrorCode::StoreFailed, path.toStdString() + " cannot be opened"};
        }
        const QVariant handle = connection.driver()->handle();
        if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
            return Error {ErrorCode::StoreFailed, "Qt's SQLite driver has another SQLite inside"};
        database->m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    }
    if (const auto configured = database->configure(options); !configured) {
        const Error &why = configured.error();
        // SQLite cannot open a file that may not be written to when a log is next to it.
        const std::string blocked = why.code == ErrorCode::StoreFailed && !inMemory && !options.readOnly
            ? forbiddenOf(path)
            : std::string();
        if (!blocked.empty())
            return Error {ErrorCode::StoreReadOnly, blocked};
        return why.code == ErrorCode::StoreReadOnly
            ? why
            : Error {why.code, path.toStdString() + ": " + why.message};
    }
    return database;
}

Result<void> Database::configure(const Options &options)
{
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (options.readOnly)
        return script("PRAGMA query_only=1; SELECT count(*) FROM sqlite_schema");
    return script("PRAGMA page_size=" + std::to_string(options.pageSize)
        + "; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA "
          "foreign_keys=0;"
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

void Database::checkpoint()
{
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void Database::checkpointPassive()
{
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

std::int64_t Database::walBytes() const
{
    return QFileInfo(m_path + QStringLiteral("-wal")).size();
}

void Database::failed(int sqliteCode, const std::string &words)
{
    const bool isAnswer = (sqliteCode & 0xff) == SQLITE_CONSTRAINT;
    if (m_transactions > 0 && !isAnswer && !m_failure)
        m_failure = Error {codeOf(sqliteCode), words};
}

Error Database::lastError() const
{
    const ErrorCode code = codeOf(sqlite3_extended_errcode(m_handle));
    return Error {code, wordsOf(code, sqlite3_errmsg(m_handle), m_path)};
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
    const auto done
        = m_database.run(m_nested ? std::string_view("RELEASE nested") : std::string_view("COMMIT"));
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
