#include "cli/command.h"
#include "cli/settingschange.h"

#include "core/plaintext.h"
#include "sources/hooks/hookspool.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace mimir::cli {
namespace {

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
        const auto before = setup->file().read();
        if (!before)
            return failSettings(setup->file(), before.error(), context);
        const auto after
            = setup->withOurs(*before, hookCommand(program, setup->agent(), context.profile().directory()));
        if (!after)
            return failSettings(setup->file(), after.error(), context);
        if (!makeSpool(context.profile()))
            return context.fail(
                tr("The folder for events cannot be made in the profile. Nothing was changed."));
        if (*before == *after)
            context.terminal().line(tr("The hooks are in %1 already.").arg(pathText(setup->file())));
        else if (const ExitCode done = changeSettings(setup->file(), {*before, *after}, arguments, context);
                 done != Done)
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
        const auto before = setup->file().read();
        if (!before)
            return failSettings(setup->file(), before.error(), context);
        const auto after = setup->withoutOurs(*before);
        if (!after)
            return failSettings(setup->file(), after.error(), context);
        if (*before == *after) {
            context.terminal().line(
                tr("There are no hooks of Mimir Sync in %1.").arg(pathText(setup->file())));
            return Done;
        }
        const ExitCode done = changeSettings(setup->file(), {*before, *after}, arguments, context);
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
