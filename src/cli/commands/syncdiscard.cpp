#include "cli/command.h"
#include "cli/syncing.h"
#include "cli/typedid.h"

#include <limits>

namespace mimir::cli {
namespace {

constexpr int kTimeoutSeconds = 600;

class SyncDiscard final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SyncDiscard)
public:
    Description describe() const override
    {
        return {tr("Discards changes that were refused or cannot be sent, all of them or those named: their "
                   "items become what the server has"),
            tr("[ID…]"), 0, 1000,
            {{QStringLiteral("id"), tr("ID"), tr("this item; may be given several times")},
                {QStringLiteral("all"), {}, tr("all of them; required where no one can be asked")},
                {QStringLiteral("yes"), {}, tr("do not ask")}},
            IdScope::Item};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const QStringList given = arguments.values(QStringLiteral("id")) + arguments.operands();
        const bool all = arguments.has(QStringLiteral("all")), yes = arguments.has(QStringLiteral("yes"));
        if (all && !given.isEmpty())
            return context.misused(tr("choose one: --all or the items"));
        if (yes && !all && given.isEmpty()) // in a script, most often a list that is empty by mistake
            return context.misused(tr("name the items, or use --all; “mimir doctor” lists those that were "
                                      "refused or cannot be sent"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto ids = given.isEmpty()
            ? refused((*store)->outboxList(), context)
            : typedIds(context, IdScope::Item, given,
                tr("There is no item %1. “mimir doctor” lists those that were refused or cannot be sent."));
        if (!ids)
            return Failed;
        if (ids->empty()) {
            context.terminal().line(
                tr("There is nothing to discard: nothing was refused, and everything can be sent."));
            return Done;
        }
        if (!yes && !Terminal::canAsk())
            return context.misused(tr("cannot ask here: use --yes"));
        if (!yes && !isConfirmed(static_cast<int>(ids->size()), context.terminal()))
            return Failed;
        const auto outcome = (*store)->replica().discard(*ids);
        if (!outcome)
            return context.fail(outcome.error());
        return say(*outcome, context);
    }

private:
    static std::optional<std::vector<std::string>> refused(const OutboxList &outbox, Context &context)
    {
        const auto failed = outbox.list(Outbox::State::Failed, std::numeric_limits<std::int64_t>::max());
        if (!failed) {
            (void)context.fail(failed.error());
            return std::nullopt;
        }
        std::vector<std::string> ids;
        for (const QueuedItem &item : *failed)
            ids.push_back(item.id);
        return ids;
    }

    static bool isConfirmed(int count, Terminal &terminal)
    {
        const auto answer
            = terminal.ask(tr("Discard the changes to %n item(s)? What you wrote stays among the resolved "
                              "conflicts. Type “discard”, or press Enter to leave them: ",
                nullptr, count));
        return answer && (*answer == "discard" || QString::fromStdString(*answer) == tr("discard"));
    }

    static ExitCode say(const Replica::DiscardOutcome &outcome, Context &context)
    {
        if (outcome.reverted + outcome.keptHere == 0)
            return context.fail(tr("None of these was refused, and each can be sent. “mimir doctor” lists "
                                   "those that were refused or cannot be sent."));
        if (outcome.keptHere > 0)
            context.terminal().line(
                tr("%n item(s) that the server never had stay on this device and are not sent.", nullptr,
                    outcome.keptHere));
        if (outcome.reverted == 0) {
            context.wrote();
            return Done;
        }
        context.terminal().line(
            tr("%n item(s) become what the server has. “mimir conflicts list --all” shows what "
               "you wrote, “mimir conflicts restore” brings it back.",
                nullptr, outcome.reverted));
        return report(
            Syncing(context).now(Syncing::Patience::Start, kTimeoutSeconds * Millis(1000)), context);
    }
};

} // namespace

std::unique_ptr<Command> makeSyncDiscard()
{
    return std::make_unique<SyncDiscard>();
}

} // namespace mimir::cli
