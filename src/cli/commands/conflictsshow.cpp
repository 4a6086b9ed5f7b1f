#include "cli/command.h"
#include "cli/conflictview.h"
#include "cli/typedid.h"

namespace mimir::cli {
namespace {

class ConflictsShow final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsShow)
public:
    Description describe() const override
    {
        return {tr("Shows both versions of a conflict and marks it seen"), tr("ID"), 1, 1,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}, IdScope::Conflict};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const QString nothing = tr("There is no conflict with this id. “mimir conflicts list” shows them.");
        const auto id = typedId(context, IdScope::Conflict, arguments.operands().first(), nothing);
        if (!id)
            return Failed;
        const auto store = context.store();
        const auto conflict = (*store)->conflicts().find(*id);
        if (!conflict)
            return context.fail(conflict.error());
        if (!*conflict)
            return context.fail(nothing);
        const auto shown = listed(**store, **conflict);
        if (!shown)
            return context.fail(shown.error());
        if (arguments.has(QStringLiteral("json")))
            context.terminal().line(conflictObject(*shown).toJson());
        else
            context.terminal().line(conflictText(*shown));
        if ((*conflict)->state == Conflict::State::Unseen) {
            if (const auto seen = (*store)->conflicts().setState(*id, Conflict::State::Seen); !seen)
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
