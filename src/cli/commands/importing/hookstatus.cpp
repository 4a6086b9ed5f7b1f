#include "cli/command.h"
#include "cli/format.h"
#include "cli/settingschange.h"

#include "core/errorname.h"
#include "core/plaintext.h"
#include "sources/hooks/hookspool.h"

#include <QFileInfo>
#include <QLocale>

namespace mimir::cli {
namespace {

struct State {
    bool isInstalled = false, isWhole = false;
    QString switchedOffBy;
    std::optional<ErrorCode> problem {};
};

State stateOf(const HookSetup &setup)
{
    State state;
    state.switchedOffBy = setup.switchedOffBy();
    const auto text = setup.file().read();
    const auto found = text ? setup.oursIn(*text) : Result<std::vector<std::string>>(text.error());
    if (!found && found.error().code != ErrorCode::NotFound)
        state.problem = found.error().code;
    state.isInstalled = found && !found->empty();
    state.isWhole = found && found->size() >= setup.events().size();
    return state;
}

class HookStatus final : public Command {
    Q_DECLARE_TR_FUNCTIONS(HookStatus)
public:
    Description describe() const override
    {
        return {tr("Shows which agents tell by hooks, and what of it is still to be read"), tr("[AGENT]"), 0,
            1, {{QStringLiteral("json"), {}, tr("print JSON, one object a line")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const bool isJson = arguments.has(QStringLiteral("json"));
        if (isJson)
            context.speakJson();
        std::vector<HookSetup> setups;
        if (!arguments.operands().isEmpty()) {
            auto one = hookSetupOf(arguments, context);
            if (!one)
                return WrongUsage;
            setups.push_back(std::move(*one));
        } else {
            for (const QString &agent : HookSetup::agents())
                if (auto one = HookSetup::of(agent, QProcessEnvironment::systemEnvironment()))
                    setups.push_back(std::move(*one));
        }
        const QString folder = hookFolder(context.profile().directory());
        const qint64 unread = QFileInfo(folder + QStringLiteral("/events.jsonl")).size()
            + QFileInfo(folder + QStringLiteral("/events.reading")).size();
        const qint64 lost = QFileInfo(folder + QStringLiteral("/lost")).size();
        if (isJson)
            printJson(setups, unread, lost, context);
        else
            print(setups, unread, lost, context);
        return Done;
    }

private:
    static void printJson(const std::vector<HookSetup> &setups, qint64 unread, qint64 lost, Context &context)
    {
        for (const HookSetup &setup : setups) {
            const State state = stateOf(setup);
            json::Object line;
            line.setText("agent", setup.agent().toStdString());
            line.setText("path", setup.path().toStdString());
            line.setBool("installed", state.isInstalled);
            line.setBool("whole", state.isWhole);
            if (!state.switchedOffBy.isEmpty())
                line.setText("switchedOffBy", state.switchedOffBy.toStdString());
            if (state.problem)
                line.setText("problem", errorName(*state.problem));
            line.setInteger("unreadBytes", unread);
            line.setInteger("lost", lost);
            context.terminal().line(line.toJson());
        }
    }

    static QString text(const State &state)
    {
        if (!state.switchedOffBy.isEmpty())
            return tr("switched off by %1").arg(plain(state.switchedOffBy.toStdString(), 300));
        if (state.problem)
            return tr("cannot be read");
        return state.isWhole    ? tr("installed")
            : state.isInstalled ? tr("installed in part")
                                : tr("not installed");
    }

    static void print(const std::vector<HookSetup> &setups, qint64 unread, qint64 lost, Context &context)
    {
        Table table({tr("Agent"), tr("Name"), tr("Hooks"), tr("Settings")});
        for (const HookSetup &setup : setups)
            table.add(
                {setup.title(), setup.agent(), text(stateOf(setup)), plain(setup.path().toStdString(), 300)});
        table.print(context.terminal());
        if (unread > 0)
            context.terminal().line(tr("%1 are still to be read: that is done while Mimir Sync or “mimir "
                                       "sync run” runs, or by “mimir "
                                       "sources scan AGENT”.")
                                        .arg(QLocale().formattedDataSize(unread)));
        if (lost > 0)
            context.terminal().complain(tr("%n event(s) could not be kept: no room, or too many of them.",
                nullptr, static_cast<int>(lost)));
    }
};

} // namespace

std::unique_ptr<Command> makeHookStatus()
{
    return std::make_unique<HookStatus>();
}

} // namespace mimir::cli
