#include "storage/profiledirectory.h"

#include "core/regularfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <unistd.h>

namespace mimir {
namespace {

// Without these, the usual directory would be one under "/" or under wherever the program was started.
Result<void> hasUsualDirectory()
{
    const QByteArray data = qgetenv("XDG_DATA_HOME"), home = qgetenv("HOME");
    if (data.startsWith('/') || (data.isEmpty() && home.startsWith('/')))
        return {};
    const char *const fault = !data.isEmpty() ? "XDG_DATA_HOME is not an absolute path"
        : home.isEmpty()                      ? "HOME is not set"
                                              : "HOME is not an absolute path";
    return Error {ErrorCode::StoreReadOnly, fault, std::nullopt};
}

Result<QString> chosenDirectory(const QString &asked)
{
    QString chosen = asked.isEmpty() ? qEnvironmentVariable("MIMIR_PROFILE") : asked;
    if (chosen.isEmpty() && qEnvironmentVariableIsSet("MIMIR_PROFILE")) // the usual one is not what was meant
        return Error {ErrorCode::StoreReadOnly, "MIMIR_PROFILE is empty", std::nullopt};
    if (chosen.isEmpty()) {
        MIMIR_TRY(hasUsualDirectory());
        chosen = ProfileDirectory::usual();
    }
    if (chosen.contains(QChar::ReplacementCharacter)) // it would be another directory
        return Error {
            ErrorCode::StoreReadOnly, "the path is not UTF-8: " + chosen.toStdString(), std::nullopt};
    if (chosen.contains(QLatin1String("://"))) // a directory "file:" would be made, and never found again
        return Error {ErrorCode::StoreReadOnly,
            chosen.toStdString() + " is an address, not the path of a directory", std::nullopt};
    return chosen;
}

// A new directory belongs to the user who makes it: with root's rights it is not made in another user's
// home.
Result<void> mayMake(const QString &directory)
{
    QFileInfo parent(directory);
    while (!parent.exists() && !parent.isRoot())
        parent = QFileInfo(QDir::cleanPath(parent.absoluteFilePath() + QStringLiteral("/..")));
    if (::geteuid() == 0 && parent.ownerId() != 0)
        return Error {
            ErrorCode::ForeignProfile, parent.absoluteFilePath().toStdString() + " belongs to someone else"};
    return {};
}

} // namespace

QString ProfileDirectory::usual()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/mimir-sync");
}

std::optional<ProfileDirectory> ProfileDirectory::find(const QString &asked)
{
    const auto chosen = chosenDirectory(asked);
    const QFileInfo info(chosen ? *chosen : QString());
    if (!info.isDir())
        return std::nullopt;
    return ProfileDirectory(info.canonicalFilePath());
}

// What is in a profile is sent in its owner's name: no one else may change it. What is neither a file nor a directory is
// refused as such by the code that opens it.
Result<void> ProfileDirectory::checkOwner() const
{
    for (const QString &path :
        QStringList {m_path, settingsPath(), tokenPath(), lockPath(), storePath() + QStringLiteral(".mark")}
            + databaseFiles(storePath()))
        MIMIR_TRY(checkOwned(path, GroupWrites::Refused));
    return {};
}

Result<ProfileDirectory> ProfileDirectory::open(const QString &asked)
{
    const auto found = chosenDirectory(asked);
    MIMIR_TRY(found);
    const QString &chosen = *found;
    if (!QFileInfo::exists(chosen)) {
        MIMIR_TRY(mayMake(chosen));
        if (!QDir().mkpath(chosen))
            return Error {ErrorCode::StoreReadOnly, "cannot create the directory " + chosen.toStdString()};
        QFile::setPermissions(chosen, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QFileInfo info(chosen);
    if (!info.isDir())
        return Error {ErrorCode::StoreReadOnly, chosen.toStdString() + " is not a directory"};
    ProfileDirectory directory(info.canonicalFilePath());
    MIMIR_TRY(directory.checkOwner());
    return directory;
}

} // namespace mimir
