#include "cli/command.h"
#include "cli/hookchange.h"

#include "core/plaintext.h"
#include "sources/hooks/hookspool.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace mimir::cli {
namespace {

struct Hooks {
    Q_DECLARE_TR_FUNCTIONS(Hooks)
};

Option yesOption()
{
    return {QStringLiteral("yes"), {}, Hooks::tr("do not ask")};
}

QString pathText(const HookSetup &setup)
{
    return plain(setup.path().toStdString(), 500);
}

// Shows what would be changed, and asks.
bool isConfirmed(const HookSetup &setup, const std::optional<std::string> &before,
    const std::optional<std::string> &after, bool asks, Terminal &terminal)
{
    terminal.line(terminal.styled(Terminal::Style::Heading,
        after ? Hooks::tr("Change of %1:").arg(pathText(setup))
              : Hooks::tr("%1 is deleted:").arg(pathText(setup))));
    for (const QString &line : changedLines(before.value_or(std::string()), after.value_or(std::string())))
        terminal.line(line);
    if (!asks)
        return true;
    const auto answer = terminal.ask(Hooks::tr("Type “yes” to change it, or press Enter to leave it: "));
    return answer && (*answer == "yes" || QString::fromStdString(*answer) == Hooks::tr("yes"));
}

ExitCode change(const HookSetup &setup, const std::optional<std::string> &before,
    const std::optional<std::string> &after, const Arguments &arguments, Context &context)
{
    const bool asks = !arguments.has(QStringLiteral("yes"));
    if (asks && !Terminal::canAsk())
        return context.misused(Hooks::tr("cannot ask here: use --yes"));
    if (!isConfirmed(setup, before, after, asks, context.terminal()))
        return Failed;
    const auto replaced = setup.replace(before, after);
    return replaced ? Done : failHooks(setup, replaced.error(), context);
}

class HookInstall final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HookInstall)
public:
    Description describe() const override
    {
        return {tr("Lets an agent tell what it asks for and does, as it happens: adds hooks to its settings"),
            tr("AGENT"), 1, 1, {yesOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto setup = hookSetupOf(arguments, context);
        if (!setup)
            return WrongUsage;
        if (const QString by = setup->switchedOffBy(); !by.isEmpty())
            return context.fail(tr("Hooks such as these are switched off by %1. Nothing was changed.")
                                    .arg(plain(by.toStdString(), 500)));
        const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/mimir-hook");
        if (!QFileInfo(program).isExecutable())
            return context.fail(
                tr("%1 is missing. Nothing was changed.").arg(plain(program.toStdString(), 500)));
        const auto before = setup->read();
        if (!before)
            return failHooks(*setup, before.error(), context);
        const auto after
            = setup->withOurs(*before, hookCommand(program, setup->agent(), context.profile().directory()));
        if (!after)
            return failHooks(*setup, after.error(), context);
        if (!makeSpool(context.profile()))
            return context.fail(
                tr("The folder for events cannot be made in the profile. Nothing was changed."));
        if (*before == *after)
            context.terminal().line(tr("The hooks are in %1 already.").arg(pathText(*setup)));
        else if (const ExitCode done = change(*setup, *before, *after, arguments, context); done != Done)
            return done;
        context.wrote();
        say(*setup, context);
        return Done;
    }

private:
    // Its being there says that hooks are in use; no hook makes it.
    static bool makeSpool(const Profile &profile)
    {
        const QString folder = hookFolder(profile.directory());
        if (!QFileInfo(folder).isDir() && !QDir().mkdir(folder))
            return false;
        return QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    static void say(const HookSetup &setup, Context &context)
    {
        context.terminal().line(tr("%1 tells from its next session on. “mimir hook remove %2” ends that.")
                                    .arg(setup.title(), setup.agent()));
        if (setup.agent() == QLatin1String("codex"))
            context.terminal().line(
                tr("Codex runs new hooks only after you have looked at them: type /hooks there."));
    }
};

class HookRemove final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HookRemove)
public:
    Description describe() const override
    {
        return {tr("Takes out of an agent's settings what “hook install” added"), tr("AGENT"), 1, 1,
            {yesOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto setup = hookSetupOf(arguments, context);
        if (!setup)
            return WrongUsage;
        const auto before = setup->read();
        if (!before)
            return failHooks(*setup, before.error(), context);
        const auto after = setup->withoutOurs(*before);
        if (!after)
            return failHooks(*setup, after.error(), context);
        if (*before == *after) {
            context.terminal().line(tr("There are no hooks of Mimir Sync in %1.").arg(pathText(*setup)));
            return Done;
        }
        const ExitCode done = change(*setup, *before, *after, arguments, context);
        if (done == Done)
            context.terminal().line(tr("Removed. What was told until now stays in the history."));
        return done;
    }
};

} // namespace

std::unique_ptr<Command> makeHookInstall()
{
    return std::make_unique<HookInstall>();
}
std::unique_ptr<Command> makeHookRemove()
{
    return std::make_unique<HookRemove>();
}

} // namespace mimir::cli
