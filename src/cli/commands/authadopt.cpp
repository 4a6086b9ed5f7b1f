#include "cli/command.h"
#include "cli/leftbyothers.h"

namespace mimir::cli {
namespace {

class AuthAdopt final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthAdopt)
public:
    Description describe() const override
    {
        return {tr("Sends what another account left unsent on this device, as the account that is signed in"),
            tr("[E-MAIL]"), 0, 1, {{QStringLiteral("yes"), {}, tr("do not ask; this cannot be undone")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        if (!(*store)->accounts().present())
            return context.fail(Error {ErrorCode::SignedOut, {}, std::nullopt});
        const std::string email = arguments.operands().value(0).toStdString();
        auto all = (*store)->accounts().leftByOthers();
        if (!all)
            return context.fail(all.error());
        std::erase_if(*all,
            [&email](const LeftByAccount &left) { return !email.empty() && left.account.email != email; });
        if (all->empty())
            return context.fail(tr("Nothing from another account is waiting on this device."));
        const bool isSure = arguments.has(QStringLiteral("yes"));
        if (!isSure && !Terminal::canAsk())
            return context.misused(tr("--yes is missing: sending as another account cannot be undone"));
        if (!isSure)
            return offerLeftByOthers(**store, *all, context);
        for (const LeftByAccount &left : *all)
            if (const auto sent = sendLeftByOther(**store, left, context); !sent)
                return context.fail(sent.error());
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeAuthAdopt()
{
    return std::make_unique<AuthAdopt>();
}

} // namespace mimir::cli
