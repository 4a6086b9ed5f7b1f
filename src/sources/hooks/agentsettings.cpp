#include "sources/hooks/agentsettings.h"

#include "core/durablefile.h"
#include "core/regularfile.h"
#include "sources/agents/agentsource.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace mimir {

// Codex keeps its history in its folder, the others in one within it.
std::optional<AgentSettings> AgentSettings::of(
    const QString &agent, const QString &file, const QProcessEnvironment &environment)
{
    const AgentSource *source = agentSourceNamed(agent.toStdString());
    if (!source)
        return std::nullopt;
    const QString root = source->usualRoots(environment).first();
    const QString folder = agent == QLatin1String("codex") ? root : QFileInfo(root).path();
    return AgentSettings {agent, source->title(), folder + QLatin1Char('/') + file, folder};
}

Result<void> AgentSettings::checkPlace() const
{
    if (!QFileInfo(folder).isDir())
        return Error {ErrorCode::NotFound, folder.toStdString() + " is not there"};
    MIMIR_TRY(checkOwned(folder, GroupWrites::Allowed));
    MIMIR_TRY(checkOwned(QFileInfo(path).path(), GroupWrites::Allowed));
    if (QFileInfo(path).isSymLink())
        return Error {ErrorCode::NotAFile, path.toStdString() + " is a link, not a file"};
    MIMIR_TRY(checkRegular(path));
    return checkOwned(path, GroupWrites::Allowed);
}

Result<std::optional<std::string>> AgentSettings::read() const
{
    MIMIR_TRY(checkPlace());
    const auto text = readRegular(path, kMaxAgentSettings + 1);
    if (!text && text.error().code == ErrorCode::NotFound)
        return std::optional<std::string>();
    MIMIR_TRY(text);
    if (text->size() > kMaxAgentSettings)
        return Error {ErrorCode::TooLarge, path.toStdString() + " is too large"};
    return std::optional(text->toStdString());
}

Result<void> AgentSettings::replace(
    const std::optional<std::string> &before, const std::optional<std::string> &wanted, Access access) const
{
    const auto now = read();
    MIMIR_TRY(now);
    if (*now != before)
        return Error {ErrorCode::StoreBusy, path.toStdString() + " was changed meanwhile"};
    if (wanted) {
        if (!QDir().mkpath(QFileInfo(path).path()))
            return Error {ErrorCode::StoreReadOnly, path.toStdString() + " cannot be created"};
        return writeDurably(path, *wanted, access == Access::OwnerOnly ? FileMode::Private : FileMode::Usual);
    }
    if (!QFile::remove(path))
        return Error {ErrorCode::StoreReadOnly, path.toStdString() + " cannot be deleted"};
    (void)syncFolderOf(path); // a hook that comes back does no harm
    return {};
}

QStringList managedClaudeSettings(const QString &system)
{
    const QString managed = system + QStringLiteral("/claude-code/managed-settings");
    QStringList files {managed + QStringLiteral(".json")};
    for (const QFileInfo &part :
        QDir(managed + QStringLiteral(".d")).entryInfoList({QStringLiteral("*.json")}, QDir::Files))
        files << part.absoluteFilePath();
    return files;
}

} // namespace mimir
