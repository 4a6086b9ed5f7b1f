#include "cli/command.h"

#include "app/session.h"

#include <QEventLoop>

namespace mimir::cli {
namespace {

class AuthLogout final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthLogout)
public:
    Description describe() const override
    {
        return {tr("Signs out; everything recorded stays on this device"), {}, 0, 0, {}};
    }

    ExitCode run(const Arguments &, Context &context) override
    {
        const auto session = Session::open(context.profile(), {});
        if (!session)
            return context.fail(session.error());
        QEventLoop loop;
        Result<void> outcome;
        (*session)->signOut([&](const Result<void> &result) {
            outcome = result;
            loop.quit();
        });
        loop.exec();
        (void)context.askOwner("signed_out");
        if (!outcome && exitCodeOf(outcome.error().code) == Failed)
            return context.fail(outcome.error());
        context.terminal().line(tr("Signed out. Everything recorded stays on this device."));
        if (!outcome)
            context.terminal().complain(
                tr("The server could not be told, so its side of the sign-in ends by itself."));
        return Done;
    }
};

} // namespace

std::unique_ptr<Command> makeAuthLogout()
{
    return std::make_unique<AuthLogout>();
}

} // namespace mimir::cli
