#include "cli/command.h"
#include "cli/timespan.h"

#include "core/plaintext.h"
#include "sources/agents/agentsource.h"
#include "sources/following/coverage.h"

#include <QFileInfo>

namespace mimir::cli {
namespace {

struct Follow {
    Q_DECLARE_TR_FUNCTIONS(Follow)
};

QString folderText(const QString &folder)
{
    return plain(folder.toStdString(), 300);
}

QStringList foldersOf(const AgentSource &agent, const Arguments &arguments)
{
    const QString named = arguments.value(QStringLiteral("folder"));
    QStringList folders
        = named.isEmpty() ? agent.usualRoots(QProcessEnvironment::systemEnvironment()) : QStringList(named);
    for (QString &folder : folders)
        folder = canonicalFolder(folder);
    return folders;
}

Option folderOption()
{
    return {QStringLiteral("folder"), Follow::tr("FOLDER"),
        Follow::tr("this folder instead of the agent's usual ones")};
}

const AgentSource *agentNamed(const Arguments &arguments)
{
    return agentSourceNamed(arguments.operands().first().toStdString());
}

QString unknownAgent(const Arguments &arguments)
{
    return Follow::tr("There is no agent %1: “mimir sources list” names those that are found.")
        .arg(plain(arguments.operands().first().toStdString()));
}

class SourcesEnable final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SourcesEnable)
public:
    Description describe() const override
    {
        return {tr("Follows an agent's history: what it writes is added to yours from now on"), tr("AGENT"),
            1, 1,
            {folderOption(),
                {QStringLiteral("since"), tr("WHEN"),
                    tr("leave alone what was last written before: 2026-08-01, yesterday, 7d, 4w (ago)")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const AgentSource *agent = agentNamed(arguments);
        if (!agent)
            return context.misused(unknownAgent(arguments));
        std::optional<Millis> since;
        if (const QString typed = arguments.value(QStringLiteral("since")); !typed.isNull()) {
            since = typedInstant(typed, context.clock().now());
            if (!since)
                return context.misused(tr("%1 is not a point in time: use 2026-08-01, yesterday, 7d or 4w.")
                                           .arg(plain(typed.toStdString())));
        }
        const QString named = arguments.value(QStringLiteral("folder"));
        if (!named.isNull() && !QFileInfo(named).isDir())
            return context.fail(tr("%1 is not a folder. Nothing was changed.").arg(folderText(named)));
        return follow(*agent, foldersOf(*agent, arguments), since, context);
    }

private:
    static ExitCode follow(
        const AgentSource &agent, const QStringList &folders, std::optional<Millis> since, Context &context)
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        for (const QString &folder : folders) {
            const auto followed = SourceFolders((*store)->database())
                                      .follow(agent.name(), folder, since, context.clock().now());
            if (!followed)
                return context.fail(followed.error());
            context.terminal().line(QFileInfo(folder).isDir()
                    ? tr("%1 is followed in %2.").arg(agent.title(), folderText(folder))
                    : tr("%1 is followed in %2, which is not there yet.")
                          .arg(agent.title(), folderText(folder)));
        }
        context.wrote();
        const auto owner = context.askOwner(OwnerCommand::Kind::Status);
        context.terminal().line(owner
                ? tr("Mimir Sync is running and reads it now.")
                : tr("It is read while Mimir Sync or “mimir sync run” runs, or by “mimir sources scan %1”.")
                      .arg(QString::fromStdString(agent.name())));
        return Done;
    }
};

class SourcesDisable final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SourcesDisable)
public:
    Description describe() const override
    {
        return {tr("No longer follows an agent's history; what was read stays"), tr("AGENT"), 1, 1,
            {folderOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const AgentSource *agent = agentNamed(arguments);
        if (!agent)
            return context.misused(unknownAgent(arguments));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        auto followed = SourceFolders((*store)->database()).followed();
        if (!followed)
            return context.fail(followed.error());
        const QString named = arguments.value(QStringLiteral("folder"));
        std::erase_if(*followed, [&](const FollowedFolder &one) {
            return one.agent != agent->name() || (!named.isEmpty() && one.folder != canonicalFolder(named));
        });
        if (followed->empty())
            return context.fail(tr("%1 is not followed there. Nothing was changed.").arg(agent->title()));
        for (const FollowedFolder &one : *followed) {
            if (const auto ended = endFollowing(**store, one.agent, one.folder); !ended)
                return context.fail(ended.error());
            context.terminal().line(tr("%1 is no longer followed in %2. What was read stays in the history.")
                                        .arg(agent->title(), folderText(one.folder)));
        }
        context.wrote();
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeSourcesEnable()
{
    return std::make_unique<SourcesEnable>();
}
std::unique_ptr<Command> makeSourcesDisable()
{
    return std::make_unique<SourcesDisable>();
}

} // namespace mimir::cli
