#include "cli/command.h"

namespace mimir::cli {
namespace {

/// What only the owner knows at this moment, over what the store says.
void overlay(SyncStatus &status, const json::Object &fromOwner)
{
    const std::string state = fromOwner.text("state").value_or(std::string());
    for (int i = 0; i <= static_cast<int>(SyncState::Local); ++i)
        if (stateName(static_cast<SyncState>(i)) == state)
            status.state = static_cast<SyncState>(i);
    status.run.running = fromOwner.boolean("running").value_or(false);
    status.run.done = fromOwner.integer("done").value_or(0);
    status.run.total = fromOwner.integer("total").value_or(0);
    status.nextTry = fromOwner.integer("nextTry");
}

class SyncStatusCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SyncStatusCommand)
public:
    Description describe() const override
    {
        return {tr("Says what is synced, what waits and why"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        SyncStatus status = computeStatus(**store, loadRunState((*store)->settings()));
        const auto fromOwner = context.askOwner("status", 2000);
        if (fromOwner)
            overlay(status, *fromOwner);
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(fromOwner ? fromOwner->toJson() : status.toJson());
        else
            print(status, context);
        const bool attention = status.state == SyncState::Attention || status.failed > 0
            || status.quarantined > 0 || status.run.authExpired;
        return attention ? AttentionNeeded : Done;
    }

private:
    static void print(const SyncStatus &status, Context &context)
    {
        Terminal &terminal = context.terminal();
        terminal.line(
            statusTitle(status.state) + QStringLiteral(": ") + statusSentence(status, context.clock().now()));
        const std::array<std::pair<std::int64_t, QString>, 5> counts {{
            {status.pending, tr("%n change(s) to send", nullptr, int(status.pending))},
            {status.held, tr("%n held by privacy mode", nullptr, int(status.held))},
            {status.failed, tr("%n refused: “mimir sync retry” tries again", nullptr, int(status.failed))},
            {status.conflicts,
                tr("%n conflict(s) not seen: “mimir conflicts list”", nullptr, int(status.conflicts))},
            {status.quarantined, tr("%n put aside: “mimir doctor”", nullptr, int(status.quarantined))},
        }};
        for (const auto &[count, text] : counts)
            if (count > 0)
                terminal.line(QStringLiteral("  ") + text);
    }
};

} // namespace

std::unique_ptr<Command> makeSyncStatus()
{
    return std::make_unique<SyncStatusCommand>();
}

} // namespace mimir::cli
