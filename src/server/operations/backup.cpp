#include "server/operations/backup.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "server/db/datalock.h"
#include "server/db/epochs.h"
#include "server/db/schema.h"
#include "server/db/storage.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace mimir::server {
namespace {

Error cannotWrite(const QString &path)
{
    return Error {ErrorCode::StoreReadOnly, path.toStdString() + ": cannot be written"};
}

/// Removes what a failure would leave behind.
class Draft {
public:
    explicit Draft(QString path) : m_path(std::move(path)) { remove(); }
    ~Draft() { remove(); }
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    const QString &path() const { return m_path; }
    /// Creates it readable by its owner only.
    bool make() const
    {
        const int file
            = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        return file >= 0 && close(file) == 0;
    }

private:
    void remove() const
    {
        const QFileInfo info(m_path);
        for (const QString &name : info.dir().entryList({info.fileName() + u'*'}, QDir::Files))
            QFile::remove(info.dir().filePath(name));
    }
    QString m_path;
};

Result<void> vacuumInto(Database &database, const QString &path)
{
    const std::string target = path.toStdString();
    MIMIR_TRY(database.script("PRAGMA query_only=0")); // it would forbid writing the copy
    Query vacuum = database.once("VACUUM INTO ?1");
    vacuum.bind(1, target);
    while (vacuum.next()) { }
    return vacuum.status();
}

Result<void> checkIsOurs(Database &database, const QString &file)
{
    const std::string name = file.toStdString();
    const auto version = database.integer("PRAGMA user_version").value_or(0);
    if (version == 0
        || !database.integer("SELECT count(*) FROM sqlite_master WHERE name='teams' HAVING count(*)=1"))
        return Error {ErrorCode::StoreCorrupt, name + " is not a backup of this server"};
    const auto application = database.integer("PRAGMA application_id").value_or(0);
    if (application != 0 && application != kApplicationId)
        return Error {ErrorCode::StoreForeign,
            name + " is the database of another program, not a backup of this server"};
    if (version > schemaSteps().back().version)
        return Error {ErrorCode::StoreNewer, name + " was written by a newer version of this server"};
    Query check = database.query("PRAGMA integrity_check(1)");
    if (!check.next() || check.text(0) != "ok")
        return Error {ErrorCode::StoreCorrupt, name + " is damaged: " + check.string(0)};
    return {};
}

// Read through SQLite, so that a copy with a -wal beside it counts as a whole.
Result<void> copyBackup(const QString &file, const Draft &draft)
{
    MIMIR_TRY(checkDatabaseFiles(file));
    if (!QFile::exists(file))
        return Error {ErrorCode::NotFound, file.toStdString() + ": no such file"};
    Database::Options options;
    options.readOnly = true;
    options.mustExist = true;
    const auto source = Database::open(file, options);
    MIMIR_TRY(source);
    MIMIR_TRY(checkIsOurs(**source, file));
    if (!draft.make())
        return cannotWrite(draft.path());
    return vacuumInto(**source, draft.path());
}

Result<void> beginNextHistory(const QString &path, const Clock &clock, RandomSource &random)
{
    const auto storage = Storage::open({path, {}}, Access::ReadWrite); // brings the schema up to date
    MIMIR_TRY(storage);
    MIMIR_TRY(beginNewHistory((*storage)->sql(), clock, random));
    (*storage)->sqlite()->checkpoint();
    return {};
}

// What SQLite has beside the database first: without it, that is useless, beside another one it would do harm.
Result<QString> setAside(const QString &dataDirectory, Millis now)
{
    const QDir data(dataDirectory);
    QStringList files;
    for (const QString &file : databaseFiles(databasePath(dataDirectory)))
        if (QFile::exists(file))
            files << QFileInfo(file).fileName();
    if (files.isEmpty())
        return QString();
    const QString stamp
        = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = QStringLiteral("replaced-") + stamp;
    for (int again = 2; QFileInfo::exists(data.filePath(aside)); ++again)
        aside = QStringLiteral("replaced-%1-%2").arg(stamp).arg(again);
    if (!data.mkdir(aside))
        return cannotWrite(data.filePath(aside));
    for (auto file = files.crbegin(); file != files.crend(); ++file)
        if (!QFile::rename(data.filePath(*file), data.filePath(aside + u'/' + *file)))
            return cannotWrite(data.filePath(*file));
    return data.filePath(aside);
}

} // namespace

Result<std::int64_t> writeBackup(Database &database, const QString &file)
{
    MIMIR_TRY(checkRegular(file));
    MIMIR_TRY(checkDatabaseFiles(file + QStringLiteral(".partial")));
    if (QFile::exists(file))
        return Error {ErrorCode::Exists, file.toStdString() + " already exists; a backup overwrites nothing"};
    const Draft draft(file + QStringLiteral(".partial"));
    if (!draft.make())
        return cannotWrite(file);
    MIMIR_TRY(vacuumInto(database, draft.path()));
    if (!syncToDisk(draft.path()) || !QFile::rename(draft.path(), file) || !syncFolderOf(file))
        return cannotWrite(file);
    return QFileInfo(file).size();
}

Result<QString> restoreBackup(
    const QString &dataDirectory, const QString &file, const Clock &clock, RandomSource &random)
{
    MIMIR_TRY(makeDataDirectory(dataDirectory));
    const auto lock = DataLock::take(dataDirectory);
    MIMIR_TRY(lock);
    const QString place = databasePath(dataDirectory);
    MIMIR_TRY(checkDatabaseFiles(place));
    MIMIR_TRY(checkDatabaseFiles(place + QStringLiteral(".restoring")));
    const Draft draft(place + QStringLiteral(".restoring"));
    MIMIR_TRY(copyBackup(file, draft));
    MIMIR_TRY(beginNextHistory(draft.path(), clock, random));
    if (!syncToDisk(draft.path()))
        return cannotWrite(draft.path());
    auto aside = setAside(dataDirectory, clock.now());
    MIMIR_TRY(aside);
    if (!QFile::rename(draft.path(), place) || !syncFolderOf(place))
        return cannotWrite(place);
    return aside;
}

} // namespace mimir::server
