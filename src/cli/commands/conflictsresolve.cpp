#include "cli/command.h"

#include "app/conflictchoice.h"

namespace mimir::cli {
namespace {

class ConflictsResolve final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsResolve)
public:
    Description describe() const override
    {
        return {tr("Decides which version is in use from now on"), tr("ID… | --all"), 0, 1000,
            {{QStringLiteral("mine"), {}, tr("this device's")},
                {QStringLiteral("theirs"), {}, tr("the other one's")},
                {QStringLiteral("all"), {}, tr("every open conflict")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const bool mine = arguments.has(QStringLiteral("mine"));
        if (mine == arguments.has(QStringLiteral("theirs")))
            return context.misused(tr("choose one of --mine and --theirs"));
        const bool all = arguments.has(QStringLiteral("all"));
        if (all != arguments.operands().isEmpty())
            return context.misused(tr("name conflicts, or say --all"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto ids = all ? open(**store) : named(**store, arguments.operands(), context);
        if (!ids)
            return exitCodeOf(ids.error().code) == Failed && ids.error().code == ErrorCode::NotFound
                ? Failed
                : context.fail(ids.error());
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
        const auto conflicts = store.conflicts().list(false);
        MIMIR_TRY(conflicts);
        std::vector<std::string> ids;
        for (const Conflict &conflict : *conflicts)
            ids.push_back(conflict.id);
        return ids;
    }

    /// All or none: a mistyped id decides nothing.
    static Result<std::vector<std::string>> named(Store &store, const QStringList &given, Context &context)
    {
        std::vector<std::string> ids;
        bool missing = false;
        for (const QString &id : given) {
            const auto found = store.conflicts().find(id.toStdString());
            MIMIR_TRY(found);
            if (*found)
                ids.push_back(id.toStdString());
            else
                context.fail(tr("There is no conflict %1. “mimir conflicts list” shows them.").arg(id));
            missing = missing || !*found;
        }
        return missing ? Result<std::vector<std::string>>(Error {ErrorCode::NotFound, {}}) : ids;
    }
};

} // namespace

std::unique_ptr<Command> makeConflictsResolve()
{
    return std::make_unique<ConflictsResolve>();
}

} // namespace mimir::cli
