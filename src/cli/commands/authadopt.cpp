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
        if (!arguments.has(QStringLiteral("yes")) && !Terminal::canAsk())
            return context.misused(tr("--yes is missing: sending as another account cannot be undone"));
        if (!arguments.has(QStringLiteral("yes")))
            return offerLeftByOthers(**store, context);
        const std::string email = arguments.operands().value(0).toStdString();
        const auto all = (*store)->accounts().leftByOthers();
        if (!all)
            return context.fail(all.error());
        bool any = false;
        for (const LeftByAccount &left : *all) {
            if (!email.empty() && left.account.email != email)
                continue;
            any = true;
            if (const auto sent = sendLeftByOther(**store, left, context); !sent)
                return context.fail(sent.error());
        }
        if (!any)
            return context.fail(tr("Nothing from another account is waiting on this device."));
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeAuthAdopt()
{
    return std::make_unique<AuthAdopt>();
}

} // namespace mimir::cli
