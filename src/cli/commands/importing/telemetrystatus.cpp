#include "cli/command.h"
#include "cli/format.h"
#include "cli/telemetrystate.h"

#include "core/errorname.h"
#include "core/plaintext.h"

namespace mimir::cli {
namespace {

class TelemetryStatus final : public Command {
    Q_DECLARE_TR_FUNCTIONS(TelemetryStatus)
public:
    Description describe() const override
    {
        return {tr("Shows which agents tell of decisions by telemetry, and whether it is received"),
            tr("[AGENT]"), 0, 1, {{QStringLiteral("json"), {}, tr("print JSON, one object a line")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const bool isJson = arguments.has(QStringLiteral("json"));
        if (isJson)
            context.speakJson();
        std::vector<TelemetrySetup> setups;
        if (!arguments.operands().isEmpty()) {
            auto one = telemetrySetupOf(arguments, context);
            if (!one)
                return WrongUsage;
            setups.push_back(std::move(*one));
        } else {
            for (const QString &agent : TelemetrySetup::agents())
                if (auto one = TelemetrySetup::of(agent, QProcessEnvironment::systemEnvironment()))
                    setups.push_back(std::move(*one));
        }
        if (isJson)
            printJson(setups, context);
        else
            print(setups, context);
        return Done;
    }

private:
    using Is = TelemetryState::Is;

    static void printJson(const std::vector<TelemetrySetup> &setups, Context &context)
    {
        const auto port = telemetryPort(context);
        for (const TelemetrySetup &setup : setups) {
            const TelemetryState state = telemetryStateOf(setup, context);
            json::Object line;
            line.setText("agent", setup.file().agent.toStdString());
            line.setText("path", setup.file().path.toStdString());
            line.setBool("installed", state.is == Is::Installed);
            line.setBool("outdated", state.is == Is::Outdated);
            if (state.is == Is::DecidedByOthers)
                line.setText("decidedBy", state.decidedBy.toStdString());
            if (state.problem)
                line.setText("problem", errorName(*state.problem));
            line.setBool("received", context.settings().isOn(settings::kTelemetryReceive));
            line.setBool("listening", listenerOn(port) == PortListener::SameUser);
            line.setInteger("port", port);
            context.terminal().line(line.toJson());
        }
    }

    static QString text(const TelemetryState &state)
    {
        switch (state.is) {
        case Is::Installed:
            return tr("installed");
        case Is::Outdated:
            return tr("not up to date: install it again");
        case Is::DecidedByOthers:
            return tr("decided by %1").arg(state.decidedBy);
        case Is::Unreadable:
            return tr("cannot be read");
        case Is::NotInstalled:
            break;
        }
        return tr("not installed");
    }

    static void print(const std::vector<TelemetrySetup> &setups, Context &context)
    {
        Table table({tr("Agent"), tr("Name"), tr("Telemetry"), tr("Settings")});
        for (const TelemetrySetup &setup : setups)
            table.add({setup.file().title, setup.file().agent, text(telemetryStateOf(setup, context)),
                plain(setup.file().path.toStdString(), 300)});
        table.print(context.terminal());
        context.terminal().line(receiverText(context));
    }
};

} // namespace

std::unique_ptr<Command> makeTelemetryStatus()
{
    return std::make_unique<TelemetryStatus>();
}

} // namespace mimir::cli
