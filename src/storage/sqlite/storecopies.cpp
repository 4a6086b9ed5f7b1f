#include "storage/sqlite/storecopies.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "storage/sqlite/privatefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace mimir {
namespace {

constexpr QLatin1String kPart(".bak-part");
constexpr qint64 kPartSeconds = 3600;

Result<void> removeCopy(const QString &copy)
{
    if (::unlink(QFile::encodeName(copy).constData()) != 0 && errno != ENOENT)
        return cannotWrite(copy);
    return {};
}

// Except `kept`, which has just been written, and parts that may still be being written.
Result<void> removeOlderCopies(const QString &path, const QString &kept)
{
    const QDateTime now = QFileInfo(kept).lastModified();
    for (const QString &copy : copiesBeside(path)) {
        const bool isPart = copy.contains(kPart);
        if (copy == kept || (isPart && QFileInfo(copy).lastModified().secsTo(now) < kPartSeconds))
            continue;
        MIMIR_TRY(removeCopy(copy));
    }
    return {};
}

} // namespace

// Done by hand: Qt's name filters are regular expressions, whose compiler generates code, which a hardened
// service may not do.
QStringList copiesBeside(const QString &path)
{
    const QFileInfo file(path);
    const QString begin = file.fileName() + QStringLiteral(".v");
    QStringList found;
    for (const QString &name : file.dir().entryList(QDir::Files | QDir::Hidden))
        if (name.startsWith(begin) && (name.endsWith(QLatin1String(".bak")) || name.contains(kPart)))
            found << file.dir().filePath(name);
    return found;
}

Result<void> removeCopies(const QString &path)
{
    for (const QString &copy : copiesBeside(path))
        MIMIR_TRY(removeCopy(copy));
    return {};
}

Result<void> copyBeside(Database &database, std::int64_t version)
{
    const QString copy = QStringLiteral("%1.v%2.bak").arg(database.path()).arg(version);
    MIMIR_TRY(checkRegular(copy));
    if (QFile::exists(copy)) {
        if (!QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner))
            return cannotWrite(copy);
        return {};
    }
    // A kill leaves no partial copy under its name, and several processes may be making a copy for the same
    // version.
    const auto made = makePrivateFileBeside(copy, "-part");
    MIMIR_TRY(made);
    const QString part = QFile::decodeName(*made);
    Query vacuum = database.once("VACUUM INTO ?1");
    const std::string target = part.toStdString();
    vacuum.bind(1, target);
    while (vacuum.next()) { }
    const auto copied = vacuum.status();
    if (!copied || !syncToDisk(part)
        || ::rename(made->constData(), QFile::encodeName(copy).constData()) != 0) {
        Result<void> failed = copied ? Result<void>(cannotWrite(copy)) : copied;
        ::unlink(made->constData());
        return failed;
    }
    (void)syncFolderOf(copy);
    return removeOlderCopies(database.path(), copy);
}

} // namespace mimir
