#include "cli/command.h"
#include "cli/typedid.h"

#include "app/conflictchoice.h"

namespace mimir::cli {
namespace {

class ConflictsResolve final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsResolve)
public:
    Description describe() const override
    {
        return {tr("Chooses the version to use from now on"), tr("ID… | --all"), 0, 1000,
            {{QStringLiteral("mine"), {}, tr("use this device's version")},
                {QStringLiteral("theirs"), {}, tr("use the other device's version")},
                {QStringLiteral("all"), {}, tr("every open conflict")}},
            IdScope::Conflict};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const bool mine = arguments.has(QStringLiteral("mine"));
        if (mine == arguments.has(QStringLiteral("theirs")))
            return context.misused(tr("choose one of --mine and --theirs"));
        const bool all = arguments.has(QStringLiteral("all"));
        if (all != arguments.operands().isEmpty())
            return context.misused(tr("name conflicts, or use --all"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        std::optional<std::vector<std::string>> ids;
        if (!all) {
            ids = typedIds(context, IdScope::Conflict, arguments.operands(),
                tr("There is no conflict %1. “mimir conflicts list” shows them."));
            if (!ids)
                return Failed;
        } else if (auto every = open(**store)) {
            ids = std::move(*every);
        } else {
            return context.fail(every.error());
        }
        const auto done
            = chooseConflicts(**store, *ids, mine ? ConflictChoice::Mine : ConflictChoice::Theirs);
        context.wrote();
        if (!done)
            return context.fail(done.error());
        context.terminal().line(tr("%n conflict(s) resolved.", nullptr, static_cast<int>(done->size())));
        return Done;
    }

private:
    static Result<std::vector<std::string>> open(Store &store)
    {
        const auto conflicts = store.conflicts().list(ConflictLog::Which::Open);
        MIMIR_TRY(conflicts);
        std::vector<std::string> ids;
        for (const Conflict &conflict : *conflicts)
            ids.push_back(conflict.id);
        return ids;
    }
};

} // namespace

std::unique_ptr<Command> makeConflictsResolve()
{
    return std::make_unique<ConflictsResolve>();
}

} // namespace mimir::cli
