#include "sources/agents/folderrepository.h"

#include "core/gitremote.h"
#include "core/qtext.h"
#include "core/regularfile.h"
#include "core/text.h"

#include <QDir>
#include <QFileInfo>

namespace mimir {
namespace {

constexpr int kMaxParents = 40;
constexpr qint64 kMaxConfig = qint64(64) << 10;
constexpr std::size_t kMaxKnown = 10'000;

std::string contentOf(const QString &path)
{
    const auto text = readRegular(path, kMaxConfig);
    return text ? text->toStdString() : std::string();
}

// Of a worktree or a submodule ".git" is a file that names the directory; a worktree's has no config of its own.
QString gitDirectoryAt(const QString &folder)
{
    const QFileInfo entry(folder + QStringLiteral("/.git"));
    if (entry.isDir())
        return entry.absoluteFilePath();
    constexpr std::string_view begin = "gitdir:";
    const std::string text = entry.isFile() ? contentOf(entry.absoluteFilePath()) : std::string();
    if (!text.starts_with(begin))
        return {};
    const QDir directory(
        QDir(folder).absoluteFilePath(toQString(trimmed(std::string_view(text).substr(begin.size())))));
    const std::string common(trimmed(contentOf(directory.filePath(QStringLiteral("commondir")))));
    return common.empty() ? directory.absolutePath()
                          : QDir::cleanPath(directory.absoluteFilePath(toQString(common)));
}

// The value of a line "url = …" below [remote "origin"], or else below the first remote.
std::string remoteIn(std::string_view config)
{
    std::string_view section;
    std::string first;
    while (!config.empty()) {
        const std::string_view line = trimmed(takeUntil(config, '\n'));
        if (line.starts_with('[')) {
            section = line;
            continue;
        }
        const std::size_t sign = line.find('=');
        const bool isUrl = section.starts_with("[remote ") && sign != std::string_view::npos
            && asciiLowered(trimmed(line.substr(0, sign))) == "url";
        if (!isUrl)
            continue;
        const std::string url = normalizedRemote(trimmed(line.substr(sign + 1)));
        if (section == "[remote \"origin\"]")
            return url;
        if (first.empty())
            first = url;
    }
    return first;
}

} // namespace

const std::string &FolderRepository::of(const std::string &folder)
{
    if (m_known.size() >= kMaxKnown)
        m_known.clear();
    const auto [place, isNew] = m_known.try_emplace(folder);
    QString path = QDir::cleanPath(toQString(folder));
    if (!isNew || !QDir::isAbsolutePath(path))
        return place->second;
    for (int i = 0; i < kMaxParents; ++i) {
        if (const QString git = gitDirectoryAt(path); !git.isEmpty()) {
            place->second = remoteIn(contentOf(git + QStringLiteral("/config")));
            break;
        }
        const QString parent = QFileInfo(path).path();
        if (parent == path)
            break;
        path = parent;
    }
    return place->second;
}

} // namespace mimir
