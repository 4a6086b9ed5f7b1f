#include "sources/agents/transcriptfiles.h"

#include "core/json/json.h"
#include "core/regularfile.h"
#include "sources/linereader.h"

#include <QDir>

#include <fcntl.h>

namespace mimir {

QString agentFolder(const QProcessEnvironment &environment, const QString &variable, const QString &usual)
{
    const QString chosen = environment.value(variable);
    const QString home = environment.value(QStringLiteral("HOME"), QDir::homePath());
    return chosen.isEmpty() ? home + QLatin1Char('/') + usual : QDir::cleanPath(chosen);
}

Transcript transcriptOf(const QFileInfo &file, std::string session)
{
    return {std::move(session), file.absoluteFilePath(), file.lastModified().toMSecsSinceEpoch() * kNsPerMs,
        file.size()};
}

void visitFirstRecords(
    const QString &path, qint64 most, const std::function<bool(const json::Object &)> &goesOn)
{
    const auto file = openRegular(path, O_RDONLY);
    if (!file)
        return;
    LineReader lines(file->get(), static_cast<std::size_t>(most));
    LineReader::Line line;
    qint64 passed = 0;
    while (lines.next(line, -1) == LineReader::Got::Line && !line.tooLong) {
        passed += static_cast<qint64>(line.text.size()) + 1;
        if (passed > most)
            return;
        const auto record = json::parseObject(line.text);
        if (record && !goesOn(*record))
            return;
    }
}

} // namespace mimir
