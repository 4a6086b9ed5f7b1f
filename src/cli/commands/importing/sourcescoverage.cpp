#include "cli/command.h"
#include "cli/format.h"

#include "app/following/coveragetexts.h"
#include "core/plaintext.h"

namespace mimir::cli {
namespace {

json::Object objectOf(const Coverage &coverage)
{
    json::Object line;
    line.setText("device", coverage.device);
    line.setText("deviceId", coverage.deviceId);
    line.setBool("here", coverage.isHere);
    line.setText("agent", coverage.agent);
    line.setText("folder", coverage.folder);
    line.setText("decisions", coverage.decisions);
    line.setInteger("from", coverage.from);
    line.setInteger("until", coverage.until);
    line.setInteger("since", coverage.since);
    line.setBool("ended", coverage.hasEnded);
    line.setInteger("transcripts", coverage.transcripts);
    line.setInteger("unread", coverage.unread);
    line.setInteger("badLines", coverage.badLines);
    json::Object unknown;
    for (const auto &[kind, count] : coverage.unknown)
        unknown.setInteger(kind, count);
    line.set("unknown", unknown.toJson());
    std::string pauses;
    for (const auto &[from, to] : coverage.pauses)
        pauses += (pauses.empty() ? "[" : ",[") + std::to_string(from) + "," + std::to_string(to) + "]";
    line.set("pauses", "[" + pauses + "]");
    return line;
}

QString agentTitle(const std::string &name)
{
    const AgentSource *agent = agentSourceNamed(name);
    return agent ? agent->title() : plain(name, 60);
}

class SourcesCoverage final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SourcesCoverage)
public:
    Description describe() const override
    {
        return {tr("Shows which agents' histories your devices have followed, from when to when, and whether "
                   "these histories say what was allowed"),
            {}, 0, 0, {{QStringLiteral("json"), {}, tr("print JSON, one object a line")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto list = coverageList((*store)->database());
        if (!list)
            return context.fail(list.error());
        if (arguments.has(QStringLiteral("json"))) {
            for (const Coverage &coverage : *list)
                context.terminal().line(objectOf(coverage).toJson());
            return Done;
        }
        if (list->empty())
            context.terminal().line(tr("No device has followed an agent's history yet. “mimir sources enable "
                                       "AGENT” begins to."));
        else
            print(*list, context.terminal());
        return Done;
    }

private:
    static void print(const std::vector<Coverage> &list, Terminal &terminal)
    {
        Table table({tr("Device"), tr("Agent"), tr("From"), tr("Until"), tr("Decisions"), tr("Lacks")});
        for (const Coverage &coverage : list) {
            const QString lacks = coverageLacks(coverage);
            table.add({deviceText(coverage), agentTitle(coverage.agent), localTime(coverage.from),
                coverage.hasEnded ? tr("%1 (ended)").arg(localTime(coverage.until))
                                  : localTime(coverage.until),
                decisionsText(coverage.decisions), lacks.isEmpty() ? QStringLiteral("–") : lacks});
        }
        table.print(terminal);
    }
};

} // namespace

std::unique_ptr<Command> makeSourcesCoverage()
{
    return std::make_unique<SourcesCoverage>();
}

} // namespace mimir::cli
