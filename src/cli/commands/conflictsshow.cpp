#include "cli/command.h"
#include "cli/conflictview.h"

namespace mimir::cli {
namespace {

class ConflictsShow final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsShow)
public:
    Description describe() const override
    {
        return {tr("Shows both versions of a conflict and marks it seen"), tr("ID"), 1, 1,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const std::string id = arguments.operands().first().toStdString();
        const auto conflict = (*store)->conflicts().find(id);
        if (!conflict)
            return context.fail(conflict.error());
        if (!*conflict)
            return context.fail(tr("There is no conflict with this id. “mimir conflicts list” shows them."));
        const auto shown = listed(**store, **conflict);
        if (!shown)
            return context.fail(shown.error());
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(conflictObject(*shown).toJson());
        else
            context.terminal().line(conflictText(*shown));
        if ((*conflict)->state == Conflict::State::Unseen) {
            if (const auto seen = (*store)->conflicts().setState(id, Conflict::State::Seen); !seen)
                return context.fail(seen.error());
            context.wrote();
        }
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeConflictsShow()
{
    return std::make_unique<ConflictsShow>();
}

} // namespace mimir::cli
