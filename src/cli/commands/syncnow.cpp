#include "cli/command.h"
#include "cli/syncing.h"
#include "cli/typedid.h"

namespace mimir::cli {
namespace {

constexpr int kDefaultTimeoutSeconds = 600;

class SyncNow final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SyncNow)
public:
    Description describe() const override
    {
        return {tr("Sends and fetches new items"), {}, 0, 0,
            {{QStringLiteral("wait"), {},
                 tr("return once everything that can be sent is sent and new items are here")},
                {QStringLiteral("timeout"), tr("S"), tr("wait at most S seconds (default 600)")},
                {QStringLiteral("json"), {}, tr("then print the status as one JSON object")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        bool isNumber = false;
        const QString given
            = arguments.value(QStringLiteral("timeout"), QString::number(kDefaultTimeoutSeconds));
        const int seconds = given.toInt(&isNumber);
        if (!isNumber || seconds <= 0 || seconds > 1'000'000)
            return context.misused(tr("--timeout needs a number of seconds"));
        const auto patience
            = arguments.has(QStringLiteral("wait")) ? Syncing::Patience::Wait : Syncing::Patience::Start;
        const Syncing::Result result = Syncing(context).now(patience, seconds * Millis(1000));
        if (!arguments.has(QStringLiteral("json")) || result.error)
            return report(result, context);
        context.terminal().line(result.status.toJson());
        return exitCode(result);
    }
};

class SyncRetry final : public Command {
    Q_DECLARE_TR_FUNCTIONS(SyncRetry)
public:
    Description describe() const override
    {
        return {tr("Tries again to send items that were refused or could not be sent: all of them, or those "
                   "named"),
            tr("[ID…]"), 0, 1000,
            {{QStringLiteral("id"), tr("ID"), tr("only this item; may be given several times")},
                {QStringLiteral("all"), {}, tr("all of them, as without an ID")}},
            IdScope::Item};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const QStringList given = arguments.values(QStringLiteral("id")) + arguments.operands();
        if (arguments.has(QStringLiteral("all")) && !given.isEmpty())
            return context.misused(tr("choose one: --all or the items"));
        const auto ids = typedIds(context, IdScope::Item, given,
            tr("There is no item %1. “mimir doctor” lists those that were refused or cannot be sent."));
        if (!ids)
            return Failed;
        const auto count = (*store)->retry(*ids);
        if (!count)
            return context.fail(count.error());
        if (*count == 0 && !ids->empty())
            return context.fail(tr("None of these was refused, and each can be sent. “mimir doctor” lists "
                                   "those that were refused or cannot be sent."));
        context.terminal().line(*count == 0
                ? tr("There is nothing to try again: nothing was refused, and everything can be sent.")
                : tr("%n item(s) will be tried again.", nullptr, *count));
        if (*count == 0)
            return Done;
        return report(
            Syncing(context).now(Syncing::Patience::Start, kDefaultTimeoutSeconds * Millis(1000)), context);
    }
};

} // namespace

std::unique_ptr<Command> makeSyncNow()
{
    return std::make_unique<SyncNow>();
}
std::unique_ptr<Command> makeSyncRetry()
{
    return std::make_unique<SyncRetry>();
}

} // namespace mimir::cli
