#include "sources/foreigndatabase.h"

#include "core/regularfile.h"

#include <QDateTime>
#include <QFileInfo>

#include <sqlite3.h>
#include <unistd.h>

namespace mimir {
namespace {

constexpr const char *kAtRest = "mimir-at-rest";
constexpr qint64 kHeaderBytes = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

sqlite3_vfs *withoutLocks()
{
    return sqlite3_vfs_find("unix-none");
}

// The log of a database at rest is only read; one that is not there is an empty one.
int openAtRest(sqlite3_vfs * /*self*/, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    if ((flags & SQLITE_OPEN_WAL) != 0) {
        flags = (flags & ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE)) | SQLITE_OPEN_READONLY;
        if (::access(name, F_OK) != 0)
            name = "/dev/null";
    }
    return withoutLocks()->xOpen(withoutLocks(), name, file, flags, outFlags);
}

// Once in a process.
bool registerAtRest()
{
    static const bool isThere = [] {
        if (!withoutLocks())
            return false;
        static sqlite3_vfs atRest = *withoutLocks();
        atRest.zName = kAtRest;
        atRest.pNext = nullptr;
        atRest.xOpen = openAtRest;
        return sqlite3_vfs_register(&atRest, 0) == SQLITE_OK;
    }();
    return isThere;
}

QString logOf(const QString &path)
{
    return path + QStringLiteral("-wal");
}

// Whether a log belongs to it.
Result<bool> hasLog(const QString &path)
{
    const auto header = readRegular(path, kHeaderBytes);
    MIMIR_TRY(header);
    const bool isDatabase
        = header->size() == kHeaderBytes && std::string_view(header->constData(), kMagic.size()) == kMagic;
    if (!isDatabase)
        return Error {ErrorCode::StoreCorrupt, path.toStdString() + " is not a SQLite database"};
    return header->at(18) == 2 || header->at(19) == 2;
}

} // namespace

void distrust(sqlite3 *handle)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

ForeignDatabase::ForeignDatabase(std::unique_ptr<Database> database, State before, bool isAtRest)
    : m_database(std::move(database)), m_before(before), m_isAtRest(isAtRest), m_limit(*m_database)
{
    distrust(m_database->handle());
    sqlite3_limit(m_database->handle(), SQLITE_LIMIT_LENGTH, kMaxValueBytes);
}

ForeignDatabase::State ForeignDatabase::stateOf(const QString &path)
{
    const QFileInfo file(path), log(logOf(path));
    return {QFileInfo::exists(path + QStringLiteral("-shm")), file.size(),
        file.lastModified().toMSecsSinceEpoch(), log.size(),
        log.exists() ? log.lastModified().toMSecsSinceEpoch() : 0};
}

Result<std::unique_ptr<ForeignDatabase>> ForeignDatabase::open(const QString &path)
{
    const auto isLogged = hasLog(path);
    MIMIR_TRY(isLogged);
    const State before = stateOf(path);
    const bool isAtRest = *isLogged && !(before.hasIndex && QFileInfo::exists(logOf(path)));
    Database::Options options;
    Database::Foreign foreign;
    options.readOnly = options.mustExist = true;
    options.busyTimeoutMs = kBusyTimeoutMs;
    if (isAtRest) {
        if (!registerAtRest())
            return Error {ErrorCode::StoreFailed, "SQLite cannot open a database without its log's index"};
        foreign.uriQuery = QStringLiteral("vfs=") + QLatin1String(kAtRest);
        foreign.first = "PRAGMA locking_mode=EXCLUSIVE"; // the index of the log is in memory, then
    } else if (*isLogged) {
        foreign.uriQuery = QStringLiteral("readonly_shm=1");
    }
    auto database = Database::openForeign(path, options, foreign);
    MIMIR_TRY(database);
    return std::unique_ptr<ForeignDatabase>(new ForeignDatabase(std::move(*database), before, isAtRest));
}

Result<ForeignDatabase::Columns> ForeignDatabase::columnsOf(std::string_view table)
{
    Columns columns;
    Query names
        = m_database->query("SELECT i.name FROM sqlite_schema s, pragma_table_info(s.name) i WHERE s.name = ?"
                            " AND s.type = 'table' AND s.sql NOT LIKE 'create virtual%'",
            table);
    while (names.next())
        columns.insert(names.string(0));
    MIMIR_TRY(names.status());
    return columns;
}

Result<void> ForeignDatabase::stillAtRest() const
{
    if (!m_isAtRest || stateOf(m_database->path()) == m_before)
        return {};
    return Error {
        ErrorCode::StoreBusy, m_database->path().toStdString() + " is being opened by another program"};
}

Result<void> ForeignDatabase::read(const std::function<Result<void>()> &work)
{
    m_limit.restart();
    MIMIR_TRY(m_database->script("BEGIN"));
    auto done = work();
    const auto ended = m_database->script("END");
    if (m_limit.reached())
        return Error {ErrorCode::TooLarge, m_database->path().toStdString() + " takes too long to read"};
    MIMIR_TRY(done);
    MIMIR_TRY(ended);
    return stillAtRest();
}

} // namespace mimir
