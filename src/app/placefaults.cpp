#include "app/placefaults.h"

#include "core/json/json.h"
#include "core/regularfile.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <optional>
#include <sys/stat.h>

namespace mimir {
namespace {

// How the names of the profile's files begin; whatever else is in its directory is not ours.
constexpr std::array kBegin {"mimir.db", "mimir.log", "settings.json", "tokens.json", "sync.lock", "refresh-",
    "tray.", "windows.json", "telemetry.token"};

bool isOurs(const QString &name)
{
    return std::ranges::any_of(
        kBegin, [&name](const char *begin) { return name.startsWith(QLatin1String(begin)); });
}

QStringList filesOf(const Profile &profile)
{
    QStringList files;
    const QDir directory(profile.directory());
    for (const QString &name : directory.entryList(
             QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name))
        if (isOurs(name))
            files << directory.filePath(name);
    return files;
}

/// Errors: NotAFile.
Result<void> checkSocket(const QString &path)
{
    struct stat info { };
    if (::lstat(QFile::encodeName(path).constData(), &info) == 0 && !S_ISSOCK(info.st_mode))
        return Error {ErrorCode::NotAFile, path.toStdString() + " is not a socket"};
    return {};
}

/// Of a file in the profile's directory. Errors: NotAFile.
Result<void> checkOwn(const QString &path)
{
    return path.endsWith(QLatin1String(".sock")) ? checkSocket(path) : checkRegular(path);
}

// It is written whole: one that is not JSON was cut, or written by something else.
std::optional<Error> tokenFileFault(const QString &path)
{
    constexpr qint64 most = qint64(1) << 20;
    const auto text = QFile::exists(path) ? readRegular(path, most) : Result<QByteArray>(QByteArray("{}"));
    if (!text) // said already, or a matter of rights
        return std::nullopt;
    if (json::parseObject({text->constData(), static_cast<std::size_t>(text->size())}))
        return std::nullopt;
    return Error {ErrorCode::TokenFile,
        path.toStdString()
            + (text->isEmpty() ? " is empty" : " is not what was written there: it cannot be read as JSON")};
}

bool areOneFile(const QString &one, const QString &other)
{
    struct stat first {
    }, second {};
    return ::stat(QFile::encodeName(one).constData(), &first) == 0
        && ::stat(QFile::encodeName(other).constData(), &second) == 0 && first.st_dev == second.st_dev
        && first.st_ino == second.st_ino;
}

} // namespace

bool isOwnFile(const Profile &profile, const QString &path)
{
    const QFileInfo place(path);
    const bool isInside
        = QDir(place.absolutePath()).canonicalPath() == QDir(profile.directory()).canonicalPath();
    return (isInside && isOurs(place.fileName()))
        || std::ranges::any_of(
            filesOf(profile), [&path](const QString &file) { return areOneFile(file, path); });
}

std::vector<Error> placeFaults(const Profile &profile, const std::string &caFile)
{
    std::vector<Error> faults;
    const auto note = [&faults](const Result<void> &checked) {
        if (!checked)
            faults.push_back(checked.error());
    };
    const QStringList own = filesOf(profile) + QStringList(profile.socketPath());
    for (const QString &file : own)
        note(checkOwn(file));
    for (const QString &file : {QString::fromStdString(caFile), qEnvironmentVariable("SSL_CERT_FILE")})
        if (!file.isEmpty())
            note(checkRegular(file));
    if (const auto tokens = tokenFileFault(profile.directory() + QStringLiteral("/tokens.json")))
        faults.push_back(*tokens);
    return faults;
}

} // namespace mimir
