#include "sync/profile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/stat.h>
#include <unistd.h>

namespace mimir {
namespace {

// sun_path holds 108 bytes with its final zero.
constexpr int kLongestSocketPath = 100;

QString usualDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/mimir-sync");
}

// Without these, the usual directory would be one under "/" or under wherever the program was started.
Result<void> hasUsualDirectory()
{
    const QByteArray data = qgetenv("XDG_DATA_HOME"), home = qgetenv("HOME");
    if (data.startsWith('/') || (data.isEmpty() && home.startsWith('/')))
        return {};
    const char *const fault = !data.isEmpty() ? "XDG_DATA_HOME is no absolute path"
        : home.isEmpty()                      ? "HOME is not set"
                                              : "HOME is no absolute path";
    return Error {ErrorCode::StoreReadOnly, fault, std::nullopt};
}

Result<QString> chosenDirectory(const QString &asked)
{
    QString chosen = asked.isEmpty() ? qEnvironmentVariable("MIMIR_PROFILE") : asked;
    if (chosen.isEmpty() && qEnvironmentVariableIsSet("MIMIR_PROFILE")) // the usual one is not what was meant
        return Error {ErrorCode::StoreReadOnly, "MIMIR_PROFILE is empty", std::nullopt};
    if (chosen.isEmpty()) {
        MIMIR_TRY(hasUsualDirectory());
        chosen = usualDirectory();
    }
    if (chosen.contains(QChar::ReplacementCharacter)) // it would be another directory
        return Error {
            ErrorCode::StoreReadOnly, "the path is not UTF-8: " + chosen.toStdString(), std::nullopt};
    return chosen;
}

/// What is in a profile is sent in its owner's name: nobody else may have a hand in it.
Result<void> isOurs(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    if (status.st_uid != ::geteuid())
        return Error {ErrorCode::ForeignProfile, path.toStdString() + " belongs to somebody else"};
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return Error {ErrorCode::ForeignProfile, "others may write to " + path.toStdString()};
    return {};
}

// A new directory belongs to whoever makes it: with root's rights it does not come to stand in somebody's
// home.
Result<void> mayMake(const QString &directory)
{
    QFileInfo parent(directory);
    while (!parent.exists() && !parent.isRoot())
        parent = QFileInfo(QDir::cleanPath(parent.absoluteFilePath() + QStringLiteral("/..")));
    if (::geteuid() == 0 && parent.ownerId() != 0)
        return Error {
            ErrorCode::ForeignProfile, parent.absoluteFilePath().toStdString() + " belongs to somebody else"};
    return {};
}

} // namespace

std::optional<Profile> Profile::find(const QString &directory)
{
    const auto chosen = chosenDirectory(directory);
    const QFileInfo info(chosen ? *chosen : QString());
    if (!info.isDir())
        return std::nullopt;
    Profile profile;
    profile.m_directory = info.canonicalFilePath();
    return profile;
}

Result<void> Profile::checkOwner() const
{
    for (const QString &path : {m_directory, storePath(), storePath() + QStringLiteral("-wal"),
             storePath() + QStringLiteral("-shm"), settingsPath(), tokenPath(), lockPath()})
        MIMIR_TRY(isOurs(path));
    return {};
}

Result<Profile> Profile::open(const QString &directory)
{
    const auto found = chosenDirectory(directory);
    MIMIR_TRY(found);
    const QString &chosen = *found;
    if (!QFileInfo::exists(chosen)) {
        MIMIR_TRY(mayMake(chosen));
        if (!QDir().mkpath(chosen))
            return Error {ErrorCode::StoreReadOnly, "cannot make the directory " + chosen.toStdString()};
        QFile::setPermissions(chosen, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QFileInfo info(chosen);
    if (!info.isDir())
        return Error {ErrorCode::StoreReadOnly, chosen.toStdString() + " is not a directory"};
    Profile profile;
    profile.m_directory = info.canonicalFilePath();
    MIMIR_TRY(profile.checkOwner());
    return profile;
}

QString Profile::socketPath() const
{
    const QString own = m_directory + QStringLiteral("/owner.sock");
    if (QFile::encodeName(own).size() <= kLongestSocketPath)
        return own;
    QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        runtime = QDir::tempPath();
    return runtime + QStringLiteral("/mimir-") + digest() + QStringLiteral("/owner.sock");
}

QString Profile::digest() const
{
    const QByteArray hash = QCryptographicHash::hash(m_directory.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(16));
}

bool Profile::isUsual() const
{
    return m_directory == QFileInfo(usualDirectory()).canonicalFilePath();
}

QString Profile::keyringName() const
{
    return QStringLiteral("Mimir Sync ") + digest();
}

} // namespace mimir
