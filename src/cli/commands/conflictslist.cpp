#include "cli/command.h"
#include "cli/conflictview.h"
#include "cli/format.h"
#include "cli/typedid.h"

namespace mimir::cli {
namespace {

class ConflictsList final : public Command {
    Q_DECLARE_TR_FUNCTIONS(ConflictsList)
public:
    Description describe() const override
    {
        return {tr("Lists what was replaced by a newer change on another device"), {}, 0, 0,
            {{QStringLiteral("all"), {}, tr("include those restored or dismissed")},
                {QStringLiteral("json"), {}, tr("as a JSON array")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        const auto conflicts = listConflicts(**store,
            arguments.has(QStringLiteral("all")) ? ConflictLog::Which::All : ConflictLog::Which::Open);
        if (!conflicts)
            return context.fail(conflicts.error());
        if (arguments.has(QStringLiteral("json"))) {
            std::vector<json::Object> objects;
            for (const ListedConflict &shown : *conflicts)
                objects.push_back(conflictObject(shown));
            context.terminal().line(jsonArray(objects));
            return Done;
        }
        return conflicts->empty() ? (context.terminal().line(tr("No conflicts.")), Done)
                                  : print(*conflicts, context);
    }

private:
    static ExitCode print(const std::vector<ListedConflict> &conflicts, Context &context)
    {
        Table table({tr("Found"), tr("Id"), tr("Conversation"), tr("What")});
        for (const ListedConflict &shown : conflicts) {
            const auto id = shortId((*context.store())->database(), IdScope::Conflict, shown.conflict.id);
            if (!id)
                return context.fail(id.error());
            table.add(conflictCells(shown, QString::fromStdString(*id)));
        }
        context.terminal().page();
        table.print(context.terminal());
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeConflictsList()
{
    return std::make_unique<ConflictsList>();
}

} // namespace mimir::cli
