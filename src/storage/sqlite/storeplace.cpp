#include "storage/sqlite/storeplace.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "storage/sqlite/storecopies.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <chrono>
#include <sqlite3.h>
#include <sys/stat.h>

namespace mimir {
namespace {

constexpr qint64 kHeaderBytes = 100; // of a database; SQLite takes a shorter file for an empty one

Error emptied(const QString &path, const char *what)
{
    return {ErrorCode::StoreCorrupt, path.toStdString() + what, std::nullopt};
}

// One statement, so that it sees one state: another process may be creating the store.
constexpr std::string_view kSigns
    = "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM "
      "pragma_user_version), (SELECT count(*) FROM sqlite_schema), (SELECT count(*) FROM sqlite_schema WHERE "
      "type = 'table' AND name = ?1)";

struct Signs {
    std::int64_t application = 0, version = 0, tables = 0, ours = 0;

    bool areForeign(const StoreKind &kind) const
    {
        if (application != 0)
            return application != kind.applicationId;
        return ours == 0 && tables > 0 && version <= kind.newest;
    }
};

Error foreign(const QString &path)
{
    return {
        ErrorCode::StoreForeign, path.toStdString() + " is the database of another program", std::nullopt};
}

// Opened as an immutable file: without a lock, a log or a write. So a page may be read while it is being
// written, and nullopt means that it cannot be told yet.
template <typename Read>
auto lookedAt(const QString &path, std::string_view sql, std::string_view parameter, Read read)
    -> std::optional<decltype(read(nullptr))>
{
    const QByteArray address
        = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toEncoded() + "?immutable=1";
    sqlite3 *file = nullptr;
    sqlite3_stmt *row = nullptr;
    std::optional<decltype(read(nullptr))> found;
    if (sqlite3_open_v2(address.constData(), &file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr)
            == SQLITE_OK
        && sqlite3_prepare_v2(file, sql.data(), int(sql.size()), &row, nullptr) == SQLITE_OK
        && (sqlite3_bind_parameter_count(row) == 0
            || sqlite3_bind_text(row, 1, parameter.data(), int(parameter.size()), SQLITE_STATIC) == SQLITE_OK)
        && sqlite3_step(row) == SQLITE_ROW)
        found = read(row);
    sqlite3_finalize(row);
    sqlite3_close(file);
    return found;
}

std::optional<Signs> signsOf(const QString &path, std::string_view table)
{
    return lookedAt(path, kSigns, table, [](sqlite3_stmt *row) {
        return Signs {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
            sqlite3_column_int64(row, 2), sqlite3_column_int64(row, 3)};
    });
}

/// Of the file alone, without its log.
std::optional<std::string> identityOf(const QString &path, std::string_view sql)
{
    return lookedAt(path, sql, {}, [](sqlite3_stmt *row) {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, 0));
        return std::string(text ? text : "");
    });
}

bool isEarlier(const timespec &one, const timespec &other)
{
    return std::pair(one.tv_sec, one.tv_nsec) < std::pair(other.tv_sec, other.tv_nsec);
}

/// At most this long: what is larger than can be checked in it is opened as before.
constexpr auto kLongestCheck = std::chrono::seconds(2);

bool isKnownDamaged(Database &database)
{
    using End = std::chrono::steady_clock::time_point;
    End end = std::chrono::steady_clock::now() + kLongestCheck;
    sqlite3_progress_handler(
        database.handle(), 10'000,
        [](void *at) { return std::chrono::steady_clock::now() > *static_cast<End *>(at) ? 1 : 0; }, &end);
    Query check = database.once("PRAGMA integrity_check(1)");
    const bool isDamaged = check.next()
        ? check.text(0) != "ok"
        : !check.status() && check.status().error().code == ErrorCode::StoreCorrupt;
    sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr);
    return isDamaged;
}

} // namespace

bool StorePlace::isInMemory() const
{
    return m_path == QLatin1String(":memory:");
}

QString StorePlace::markPath() const
{
    return m_path + QStringLiteral(".mark");
}

// The signs first: a process that creates a store writes its first page before it leaves any of them.
Result<void> StorePlace::checkFile()
{
    if (isInMemory())
        return {};
    MIMIR_TRY(checkDatabaseFiles(m_path));
    MIMIR_TRY(checkRegular(markPath()));
    m_wasMarked = QFile::exists(markPath());
    m_hasLog = QFileInfo(m_path + QStringLiteral("-wal")).size() > 0;
    const bool hasLog = m_hasLog;
    const bool hasCopy = !copiesBeside(m_path).isEmpty();
    const QFileInfo file(m_path);
    if (!file.exists() && (hasLog || m_wasMarked))
        return Error {ErrorCode::StoreGone,
            m_path.toStdString() + " is missing, but a history was stored there", std::nullopt};
    m_mayNotFitItsLog = wasPutBesideItsLog();
    const bool hasSignIn = file.dir().exists(QStringLiteral("tokens.json"));
    if (file.exists() && file.isFile() && file.size() < kHeaderBytes
        && (m_wasMarked || hasLog || hasCopy || hasSignIn))
        return emptied(m_path, " is empty, but a history was stored there");
    if (file.isFile() && file.size() > 0)
        if (const auto signs = signsOf(m_path, m_kind.table); signs && signs->areForeign(m_kind))
            return foreign(m_path);
    return {};
}

Result<void> StorePlace::checkContent(Database &database) const
{
    if (isInMemory())
        return {};
    Query row = database.once(kSigns);
    row.bind(1, m_kind.table);
    const bool got = row.next();
    MIMIR_TRY(row.status());
    if (!got)
        return {};
    const Signs signs {row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
    if (signs.areForeign(m_kind))
        return foreign(m_path);
    if (signs.tables == 0 && signs.version == 0 && m_wasMarked)
        return emptied(m_path, " is an empty database, but a history was stored there");
    return checkLog(database);
}

// Usually the log is written to last. Copying or renaming a file into place sets its ctime, whatever date it is
// given; so does a checkpoint, whose log is then emptied.
bool StorePlace::wasPutBesideItsLog() const
{
    struct stat file {
    }, log {};
    return ::stat(QFile::encodeName(m_path).constData(), &file) == 0
        && ::stat(QFile::encodeName(m_path + QStringLiteral("-wal")).constData(), &log) == 0
        && log.st_size > 0 && isEarlier(log.st_mtim, file.st_ctim);
}

// SQLite would read a copy through the log of a later state, or of another store, and then write that over it.
Result<void> StorePlace::checkLog(Database &database) const
{
    const auto alone
        = m_kind.identity.empty() || !m_hasLog ? std::nullopt : identityOf(m_path, m_kind.identity);
    const auto together = alone && !alone->empty() ? database.text(m_kind.identity) : std::nullopt;
    if ((together && together != alone) || (m_mayNotFitItsLog && isKnownDamaged(database)))
        return Error {ErrorCode::StoreCorrupt,
            m_path.toStdString() + " is damaged, or does not belong to the log beside it", std::nullopt};
    return {};
}

Result<void> StorePlace::mark(Database &database) const
{
    if (isInMemory())
        return {};
    if (database.integer("PRAGMA application_id") != m_kind.applicationId) {
        // Another process may be doing the same: a transaction that starts as a reader may not be able to
        // write then.
        Transaction transaction(database);
        MIMIR_TRY(transaction.begun());
        MIMIR_TRY(database.script("PRAGMA application_id=" + std::to_string(m_kind.applicationId)));
        MIMIR_TRY(transaction.commit());
    }
    if (m_wasMarked || QFile::exists(markPath()))
        return {};
    // A full disk does not prevent reading a store: the next opening writes the mark.
    const auto written = writeDurably(markPath(), m_kind.mark, FileMode::Private);
    return written || written.error().code == ErrorCode::StoreFull ? Result<void>() : written;
}

} // namespace mimir
