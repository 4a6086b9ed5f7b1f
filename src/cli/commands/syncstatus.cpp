#include "cli/command.h"
#include "cli/format.h"
#include "cli/syncing.h"
#include "sync/status/statuslines.h"

namespace mimir::cli {
namespace {

class SyncStatusCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SyncStatusCommand)
public:
    Description describe() const override
    {
        return {tr("Shows what is synced, what is waiting and why"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.storeOfThisDevice();
        if (!store)
            return context.fail(store.error());
        const SyncStatus status = context.status(**store);
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(withWords(status, context.clock().now()));
        else
            print(status, context);
        if (needsAttention(status))
            return AttentionNeeded;
        return status.owner == SyncStatus::Owner::Silent ? Undecided : Done;
    }

private:
    static Terminal::Style styleOf(SyncState state)
    {
        using Style = Terminal::Style;
        switch (state) {
        case SyncState::Synced:
            return Style::Good;
        case SyncState::Attention:
        case SyncState::SignedOut:
            return Style::Bad;
        case SyncState::Conflict:
        case SyncState::Waiting:
        case SyncState::Offline:
        case SyncState::Paused:
            return Style::Waiting;
        case SyncState::Syncing:
        case SyncState::Private:
        case SyncState::Local:
            break;
        }
        return Style::Plain;
    }

    /// For programs that display it.
    static std::string withWords(const SyncStatus &status, Millis now)
    {
        auto object = json::parseObject(status.toJson());
        if (!object)
            return status.toJson();
        const StatusLines lines = statusLines(status, now);
        object->setText("sentence", statusSentence(status, now).toStdString());
        object->setText("headline", lines.headline.toStdString());
        object->setText("beside", lines.beside.toStdString());
        return object->toJson();
    }

    static void print(const SyncStatus &status, Context &context)
    {
        Terminal &terminal = context.terminal();
        const QStringList said = statusSentences(status, context.clock().now());
        const QString beside = said.mid(1).join(u' ');
        terminal.line(terminal.styled(styleOf(status.state), said.first())
            + (beside.isEmpty() ? QString() : u' ' + beside));
        if (status.question)
            sayHowToAnswer(context);
        if (status.deletions)
            sayHowToDecide(context);
        const QString pending = status.server.empty()
            ? tr("%n change(s) recorded here only", nullptr, int(status.pending))
            : tr("%n change(s) to send", nullptr, int(status.pending));
        const std::array<std::pair<std::int64_t, QString>, 11> counts {{
            {status.pending, pending},
            {status.forbidden,
                tr("%n of them may not be sent at present: your organisation allows nothing", nullptr,
                    int(status.forbidden))},
            {status.held, tr("%n held by privacy mode", nullptr, int(status.held))},
            {status.kept, tr("%n kept here by your choice", nullptr, int(status.kept))},
            {status.refused(),
                tr("%n refused: “mimir sync retry” tries again", nullptr, int(status.refused()))},
            {status.unsendable,
                tr("%n cannot be sent: “mimir doctor” says why", nullptr, int(status.unsendable))},
            {status.conflicts,
                tr("%n conflict(s) not seen: “mimir conflicts list”", nullptr, int(status.conflicts))},
            {status.rewritten,
                tr("%n contradicted by the server: “mimir conflicts list”", nullptr, int(status.rewritten))},
            {status.waitingForParent,
                tr("%n whose conversation is not here yet", nullptr, int(status.waitingForParent))},
            {status.parentDeleted,
                tr("%n of a deleted conversation: “mimir trash list”", nullptr, int(status.parentDeleted))},
            {status.quarantined, tr("%n put aside: “mimir doctor”", nullptr, int(status.quarantined))},
        }};
        for (const auto &[count, text] : counts)
            if (count > 0)
                terminal.line(QStringLiteral("  ") + text);
        const std::array<std::pair<std::optional<Millis>, QString>, 3> times {{
            {status.lastPush, tr("Last sent: %1")},
            {status.lastPull, tr("Last received: %1")},
            {status.nextTry, tr("Next try: %1")},
        }};
        for (const auto &[at, text] : times)
            if (at)
                terminal.line(QStringLiteral("  ") + text.arg(localTime(at)));
    }
};

} // namespace

std::unique_ptr<Command> makeSyncStatus()
{
    return std::make_unique<SyncStatusCommand>();
}

} // namespace mimir::cli
