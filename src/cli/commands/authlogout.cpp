#include "cli/command.h"
#include "cli/waiting.h"

#include "app/session.h"
#include "app/signout.h"

namespace mimir::cli {
namespace {

class AuthLogout final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthLogout)
public:
    Description describe() const override
    {
        return {tr("Signs out; asks whether to keep what is on this device"), {}, 0, 0,
            {{QStringLiteral("org"), tr("SLUG"), tr("from this organisation only")},
                {QStringLiteral("all"), {}, tr("from every organisation (the default)")},
                {QStringLiteral("keep-data"), {},
                    tr("everything recorded stays on this device (the default)")},
                {QStringLiteral("remove-data"), {},
                    tr("remove the history from this device, including what was not sent")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const QString org = arguments.value(QStringLiteral("org"));
        const bool keep = arguments.has(QStringLiteral("keep-data"));
        bool remove = arguments.has(QStringLiteral("remove-data"));
        if (arguments.has(QStringLiteral("org")) && arguments.has(QStringLiteral("all")))
            return context.misused(tr("choose one of --org and --all"));
        if (keep && remove)
            return context.misused(tr("choose one of --keep-data and --remove-data"));
        if (remove && !org.isEmpty())
            return context.misused(tr("the history of a single organisation cannot be removed"));
        const auto session = Session::open(context.profile(), {});
        if (!session)
            return context.fail(session.error());
        if (!keep && !remove && org.isEmpty() && Terminal::canAsk())
            remove = askRemoval((*session)->store(), context.terminal());
        const auto outcome = waitFor<void>(
            [&](auto done) { (*session)->signInFlow().signOut(std::move(done), org.toStdString()); });
        const ExitCode told = context.tellOwnerOf(OwnerCommand::Kind::SignedOut);
        // Whatever happened to the token: the user wants the history gone.
        if (remove)
            if (const auto erased = (*session)->store().eraseAll(); !erased)
                return context.fail(erased.error());
        if (!outcome && outcome.error().code == ErrorCode::StoreFull)
            return context.fail(signOutErrorText(outcome.error()));
        if (!outcome && !isSignedOutAllTheSame(outcome.error()))
            return context.fail(outcome.error());
        context.terminal().line(remove ? tr("Signed out. The history was removed from this device.")
                                       : tr("Signed out. Everything recorded stays on this device."));
        return outcome ? told : context.fail(signOutErrorText(outcome.error()));
    }

private:
    static bool askRemoval(Store &store, Terminal &terminal)
    {
        const auto found = store.onlyHere();
        const QString warning = found ? lossText(*found) : errorSentence(found.error().code);
        const auto answer = terminal.ask(warning + u' '
            + tr("Remove the history from this device as well? Type “remove”, or press Enter to keep it: "));
        return answer && (*answer == "remove" || QString::fromStdString(*answer) == tr("remove"));
    }
};

} // namespace

std::unique_ptr<Command> makeAuthLogout()
{
    return std::make_unique<AuthLogout>();
}

} // namespace mimir::cli
