#include "sources/agents/transcriptfiles.h"

#include "core/json/json.h"
#include "core/regularfile.h"

#include <QDir>

namespace mimir {

QString agentFolder(const QProcessEnvironment &environment, const QString &variable, const QString &usual)
{
    const QString chosen = environment.value(variable);
    const QString home = environment.value(QStringLiteral("HOME"), QDir::homePath());
    return chosen.isEmpty() ? home + QLatin1Char('/') + usual : QDir::cleanPath(chosen);
}

Transcript transcriptOf(const QFileInfo &file, std::string session)
{
    return {std::move(session), file.absoluteFilePath(), file.lastModified().toMSecsSinceEpoch() * 1'000'000,
        file.size()};
}

std::vector<json::Object> firstRecords(const QString &path, qint64 most)
{
    const auto head = readRegular(path, most);
    std::vector<json::Object> records;
    const auto lines = head ? head->split('\n') : QList<QByteArray>();
    for (qsizetype i = 0; i + 1 < lines.size(); ++i)
        if (auto record
            = json::parseObject({lines[i].constData(), static_cast<std::size_t>(lines[i].size())}))
            records.push_back(std::move(*record));
    return records;
}

} // namespace mimir
