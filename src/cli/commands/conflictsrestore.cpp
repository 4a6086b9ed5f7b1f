#include "cli/command.h"
#include "cli/typedid.h"

#include <functional>

namespace mimir::cli {
namespace {

struct Choice {
    Q_DECLARE_TR_FUNCTIONS(ConflictsRestore)
};

/// The choice for one conflict.
using Choose = std::function<Result<void>(Store &store, const std::string &id)>;

ExitCode forEachConflict(const Arguments &arguments, Context &context, const Choose &choose)
{
    const auto store = context.store();
    if (!store)
        return context.fail(store.error());
    const auto ids = typedIds(context, IdScope::Conflict, arguments.operands(),
        Choice::tr("There is no conflict %1. “mimir conflicts list” shows them."));
    if (!ids)
        return Failed;
    ExitCode worst = Done;
    for (const std::string &id : *ids)
        if (const auto chosen = choose(**store, id); !chosen)
            worst = context.fail(chosen.error());
    context.wrote();
    return worst;
}

class ConflictsRestore final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsRestore)
public:
    Description describe() const override
    {
        return {tr("Brings back the older version as a new edit, which is sent to your other devices"),
            tr("ID…"), 1, 1000, {}, IdScope::Conflict};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        return forEachConflict(
            arguments, context, [&context](Store &store, const std::string &id) -> Result<void> {
                const auto restored = store.restoreConflict(id);
                MIMIR_TRY(restored);
                context.terminal().line(tr("Restored: the version of this device is in %1.")
                                            .arg(QString::fromStdString(*restored)));
                return {};
            });
    }
};

class ConflictsDismiss final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsDismiss)
public:
    Description describe() const override
    {
        return {tr("Keeps the newer version and takes the conflict off the list"), tr("ID…"), 1, 1000, {},
            IdScope::Conflict};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        return forEachConflict(arguments, context, [](Store &store, const std::string &id) -> Result<void> {
            return store.conflicts().dismiss(id);
        });
    }
};

} // namespace

std::unique_ptr<Command> makeConflictsRestore()
{
    return std::make_unique<ConflictsRestore>();
}
std::unique_ptr<Command> makeConflictsDismiss()
{
    return std::make_unique<ConflictsDismiss>();
}

} // namespace mimir::cli
