#include "server/program/outputplace.h"

#include "core/regularfile.h"
#include "server/db/schema.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cctype>

namespace mimir::server {
namespace {

constexpr qint64 kLongestPort = 7; // with a line break

bool isOfTheData(const QString &file, const QString &dataDirectory)
{
    const QFileInfo place(file), real(place.canonicalFilePath());
    const QString data = QDir(dataDirectory).canonicalPath();
    const auto isOurs = [&data](const QFileInfo &info) {
        const QString name = info.fileName();
        return !data.isEmpty() && QDir(info.absolutePath()).canonicalPath() == data
            && (name.startsWith(QFileInfo(databasePath(data)).fileName()) || name == u"serve.lock");
    };
    return isOurs(place) || (!real.filePath().isEmpty() && isOurs(real));
}

Error notReplaced(const QString &file, const char *why)
{
    return {ErrorCode::Exists,
        file.toStdString() + why
            + ". The server was not started, and nothing was written: name another file"};
}

/// nullopt: nothing that could be lost is there.
Result<std::optional<QByteArray>> beginning(const QString &file, const QString &dataDirectory, qint64 most)
{
    if (isOfTheData(file, dataDirectory))
        return notReplaced(file, " is one of the files of the server's data");
    const QFileInfo place(file);
    if (!place.isFile() || place.size() == 0)
        return std::optional<QByteArray>();
    auto bytes = readRegular(file, most);
    MIMIR_TRY(bytes);
    return std::optional(*bytes);
}

} // namespace

Result<void> checkLogPlace(const QString &file, const QString &dataDirectory)
{
    const auto there = beginning(file, dataDirectory, 1);
    MIMIR_TRY(there);
    return !*there || (*there)->startsWith('{')
        ? Result<void>()
        : notReplaced(file, " exists and is not a log of this server");
}

Result<void> checkPortPlace(const QString &file, const QString &dataDirectory)
{
    if (file.isEmpty())
        return {};
    const auto there = beginning(file, dataDirectory, kLongestPort + 1);
    MIMIR_TRY(there);
    const bool isPort = *there && (*there)->size() <= kLongestPort
        && std::ranges::all_of((*there)->trimmed(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return !*there || isPort ? Result<void>() : notReplaced(file, " exists and is not a file with a port");
}

} // namespace mimir::server
