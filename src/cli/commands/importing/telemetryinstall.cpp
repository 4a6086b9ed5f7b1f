#include "cli/command.h"
#include "cli/settingschange.h"
#include "cli/telemetrystate.h"

#include "core/plaintext.h"

#include <QFile>

namespace mimir::cli {
namespace {

class TelemetryInstall final : public Command {
    Q_DECLARE_TR_FUNCTIONS(TelemetryInstall)
public:
    Description describe() const override
    {
        return {tr("Stores the decisions about tool calls that an agent tells of by telemetry: adds where to "
                   "send "
                   "it to the agent's settings"),
            tr("AGENT"), 1, 1, {yesOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto setup = telemetrySetupOf(arguments, context);
        if (!setup)
            return WrongUsage;
        if (const auto decided = setup->decidedBy())
            return leave(*decided, context);
        const auto before = setup->file().read();
        const auto found = before ? setup->foundIn(*before) : Result<TelemetryFound>(before.error());
        if (!found)
            return failSettings(setup->file(), found.error(), context);
        if (!found->others.empty())
            return leave({QString::fromStdString(found->others), setup->file().path}, context);
        const auto token = ensureTelemetryToken(context.profile().directory());
        if (!token)
            return context.fail(token.error());
        return install(*setup, *before, {telemetryPort(context), *token}, arguments, context);
    }

private:
    static ExitCode leave(const TelemetrySetup::Decided &decided, Context &context)
    {
        return context.fail(
            tr("Where telemetry goes is decided already: by %1. That is left alone; nothing was changed.")
                .arg(decisionText(decided)));
    }

    static ExitCode install(const TelemetrySetup &setup, const std::optional<std::string> &before,
        const TelemetryTarget &target, const Arguments &arguments, Context &context)
    {
        const AgentSettings &file = setup.file();
        const auto after = setup.withOurs(before, target);
        if (!after)
            return failSettings(file, after.error(), context);
        const SettingsChange change {before, *after, target.token, AgentSettings::Access::OwnerOnly};
        if (before == *after)
            context.terminal().line(tr("It is in %1 already.").arg(pathText(file)));
        else if (const ExitCode done = changeSettings(file, change, arguments, context); done != Done)
            return done;
        if (const auto set = context.settings().set(settings::kTelemetryReceive, "true"); !set)
            return context.fail(set.error());
        context.wrote();
        context.terminal().line(
            tr("%1 tells from its next start on, as long as Mimir Sync or “mimir sync run” runs. "
               "“mimir telemetry remove %2” ends that.")
                .arg(file.title, file.agent));
        if (before != *after)
            context.terminal().line(
                tr("From now on only you can read %1, since a token is in it.").arg(pathText(file)));
        return Done;
    }
};

class TelemetryRemove final : public Command {
    Q_DECLARE_TR_FUNCTIONS(TelemetryRemove)
public:
    Description describe() const override
    {
        return {tr("Takes out of an agent's settings what “telemetry install” added"), tr("AGENT"), 1, 1,
            {yesOption()}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto setup = telemetrySetupOf(arguments, context);
        if (!setup)
            return WrongUsage;
        const AgentSettings &file = setup->file();
        const auto before = file.read();
        const auto found = before ? setup->foundIn(*before) : Result<TelemetryFound>(before.error());
        const auto after
            = found ? setup->withoutOurs(*before) : Result<std::optional<std::string>>(found.error());
        if (!after)
            return failSettings(file, after.error(), context);
        if (*before == *after) {
            context.terminal().line(tr("There is nothing of Mimir Sync in %1.").arg(pathText(file)));
        } else {
            const SettingsChange change {*before, *after, found->ours ? found->ours->token : std::string()};
            if (const ExitCode done = changeSettings(file, change, arguments, context); done != Done)
                return done;
            context.terminal().line(tr("Removed. What was told until now stays in the history."));
        }
        return endWithTheLast(context);
    }

private:
    static bool isAnyInstalled()
    {
        for (const QString &agent : TelemetrySetup::agents()) {
            const auto setup = TelemetrySetup::of(agent, QProcessEnvironment::systemEnvironment());
            const auto text = setup->file().read();
            const auto found = text ? setup->foundIn(*text) : Result<TelemetryFound>(text.error());
            if (found ? found->ours.has_value() : found.error().code != ErrorCode::NotFound)
                return true; // or it is not known
        }
        return false;
    }

    static ExitCode endWithTheLast(Context &context)
    {
        if (isAnyInstalled() || !context.settings().isOn(settings::kTelemetryReceive))
            return Done;
        if (const auto set = context.settings().reset({std::string(settings::kTelemetryReceive)}); !set)
            return context.fail(set.error());
        QFile::remove(telemetryTokenPath(context.profile().directory())); // no one uses it any more
        context.wrote();
        context.terminal().line(tr("No agent's telemetry is received any more."));
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeTelemetryInstall()
{
    return std::make_unique<TelemetryInstall>();
}
std::unique_ptr<Command> makeTelemetryRemove()
{
    return std::make_unique<TelemetryRemove>();
}

} // namespace mimir::cli
