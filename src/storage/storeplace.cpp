#include "storage/storeplace.h"

#include "core/durablefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mimir {
namespace {

QStringList copiesOf(const QString &path)
{
    const QFileInfo file(path);
    QStringList found;
    const QString pattern = file.fileName() + QStringLiteral(".v*.bak");
    for (const QString &name :
        file.dir().entryList({pattern, pattern + QStringLiteral("-part")}, QDir::Files))
        found << file.dir().filePath(name);
    return found;
}

Error emptied(const QString &path, const char *what)
{
    return {ErrorCode::StoreCorrupt, path.toStdString() + what, std::nullopt};
}

Error cannotWrite(const QString &path)
{
    return {ErrorCode::StoreReadOnly, path.toStdString() + ": " + qt_error_string(errno).toStdString(),
        std::nullopt};
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

// The signs first: whoever makes a store writes its first page before it leaves one of them.
Result<void> StorePlace::checkFile()
{
    if (isInMemory())
        return {};
    m_wasMarked = QFile::exists(markPath());
    const bool hasLog = QFileInfo(m_path + QStringLiteral("-wal")).size() > 0;
    const bool hasCopy = !copiesOf(m_path).isEmpty();
    const QFileInfo file(m_path);
    if (!file.exists() && hasLog)
        return emptied(m_path, " is missing, and its write-ahead log is still there");
    if (file.exists() && file.isFile() && file.size() == 0 && (m_wasMarked || hasLog || hasCopy))
        return emptied(m_path, " is empty, and a store was kept there");
    return {};
}

// One statement, one moment: another process may be making the store.
Result<void> StorePlace::checkContent(Database &database) const
{
    if (isInMemory())
        return {};
    Query row = database.once(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM "
        "pragma_user_version), (SELECT count(*) FROM sqlite_schema), (SELECT count(*) FROM sqlite_schema "
        "WHERE "
        "type = 'table' AND name = ?1)");
    row.bind(1, m_kind.table);
    const bool got = row.next();
    MIMIR_TRY(row.status());
    if (!got)
        return {};
    const std::int64_t application = row.integer(0);
    const bool isOurs = application == m_kind.applicationId || row.integer(3) > 0;
    if ((application != 0 && application != m_kind.applicationId)
        || (!isOurs && row.integer(2) > 0 && row.integer(1) <= m_kind.newest))
        return emptied(m_path, " is the database of another program");
    if (row.integer(2) == 0 && row.integer(1) == 0 && m_wasMarked)
        return emptied(m_path, " is an empty database, and a store was kept there");
    return {};
}

Result<void> StorePlace::mark(Database &database) const
{
    if (isInMemory())
        return {};
    if (database.integer("PRAGMA application_id") != m_kind.applicationId)
        MIMIR_TRY(database.script("PRAGMA application_id=" + std::to_string(m_kind.applicationId)));
    if (m_wasMarked || QFile::exists(markPath()))
        return {};
    // A full disk keeps nobody from reading a store: the next opening makes up for it.
    const auto written = writeDurably(markPath(), m_kind.mark, FileMode::Private);
    return written || written.error().code == ErrorCode::StoreFull ? Result<void>() : written;
}

Result<void> makePrivateFile(const QString &path)
{
    const int file = ::open(
        QFile::encodeName(path).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return errno == EEXIST ? Result<void>() : cannotWrite(path);
    ::close(file);
    return {};
}

Result<void> removeCopies(const QString &path)
{
    for (const QString &copy : copiesOf(path))
        if (::unlink(QFile::encodeName(copy).constData()) != 0 && errno != ENOENT)
            return cannotWrite(copy);
    return {};
}

Result<void> copyBeside(Database &database, std::int64_t version)
{
    const QString copy = QStringLiteral("%1.v%2.bak").arg(database.path()).arg(version);
    if (QFile::exists(copy)) {
        if (!QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner))
            return cannotWrite(copy);
        return {};
    }
    const QString part = copy + QStringLiteral("-part"); // a kill leaves no half of a copy under its name
    MIMIR_TRY(removeCopies(database.path()));
    MIMIR_TRY(makePrivateFile(part));
    Query vacuum = database.once("VACUUM INTO ?1");
    const std::string target = part.toStdString();
    vacuum.bind(1, target);
    while (vacuum.next()) { }
    MIMIR_TRY(vacuum.status());
    if (!syncToDisk(part)
        || ::rename(QFile::encodeName(part).constData(), QFile::encodeName(copy).constData()) != 0)
        return cannotWrite(copy);
    (void)syncFolderOf(copy);
    return {};
}

} // namespace mimir
