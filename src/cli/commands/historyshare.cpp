#include "app/sharing.h"
#include "cli/sharingcommands.h"
#include "cli/typedid.h"

namespace mimir::cli {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(HistoryShare)
};

ExitCode shareAll(const Arguments &arguments, Context &context, ShareWith with)
{
    const auto ids = typedIds(context, IdScope::Conversation, arguments.operands(),
        Texts::tr("There is no conversation %1. “mimir history list” shows them."));
    if (!ids)
        return Failed;
    const auto store = context.store();
    if (!store)
        return context.fail(store.error());
    ExitCode worst = Done;
    for (const std::string &id : *ids) {
        const auto shared = share(**store, id, with);
        const auto sharing = readSharing(**store, id);
        if (!sharing)
            worst = context.fail(sharing.error());
        else if (!shared)
            worst = *sharing ? context.fail(sharingError(shared.error(), **sharing))
                             : context.fail(shared.error());
        else if (*sharing) {
            context.terminal().line(sharingSentence(**sharing));
            if (with == ShareWith::Nobody && (*sharing)->isStuck() && worst == Done)
                worst = AttentionNeeded;
        }
    }
    context.wrote();
    return worst;
}

class HistoryShare final : public Command {
public:
    Description describe() const override
    {
        return {Texts::tr("Shares conversations with their team, so that its members can read them"),
            Texts::tr("ID…"), 1, 1000, {}, IdScope::Conversation};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        return shareAll(arguments, context, ShareWith::Team);
    }
};

class HistoryUnshare final : public Command {
public:
    Description describe() const override
    {
        return {Texts::tr("Stops sharing conversations; they disappear from the other members' devices"),
            Texts::tr("ID…"), 1, 1000, {}, IdScope::Conversation};
    }
    ExitCode run(const Arguments &arguments, Context &context) override
    {
        return shareAll(arguments, context, ShareWith::Nobody);
    }
};

} // namespace

std::unique_ptr<Command> makeHistoryShare()
{
    return std::make_unique<HistoryShare>();
}
std::unique_ptr<Command> makeHistoryUnshare()
{
    return std::make_unique<HistoryUnshare>();
}

} // namespace mimir::cli
