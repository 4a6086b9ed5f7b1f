#include "app/passwordchange.h"
#include "cli/command.h"
#include "cli/signedin.h"
#include "cli/waiting.h"

namespace mimir::cli {
namespace {

struct Passwords {
    std::string current, next;
};

class AuthPassword final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthPassword)
public:
    Description describe() const override
    {
        return {tr("Changes your password on the server; your other devices have to sign in again"), {}, 0, 0,
            {{QStringLiteral("password-stdin"), {},
                tr("read two lines from standard input: the current password, then the new one")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto session = signedInSession(context);
        if (!session)
            return context.fail(session.error());
        const auto given = arguments.has(QStringLiteral("password-stdin")) ? read() : ask(context.terminal());
        if (!given)
            return context.misused(QString::fromStdString(given.error().message));
        const auto changed = waitFor<void>(
            [&](auto done) { (*session)->changePassword(given->current, given->next, std::move(done)); });
        if (!changed) {
            const QString said = passwordErrorSentence(changed.error());
            return said.isEmpty() ? context.fail(changed.error()) : context.fail(said);
        }
        context.terminal().line(passwordChangedSentence());
        return Done;
    }

private:
    static Error unusable(const QString &sentence) { return {ErrorCode::Usage, sentence.toStdString()}; }

    static Result<Passwords> read()
    {
        const auto current = Terminal::firstInputLine();
        const auto next = current ? Terminal::firstInputLine() : current;
        if (!next)
            return unusable(tr("two lines are needed: the current password, then the new one"));
        return Passwords {*current, *next};
    }

    static Result<Passwords> ask(Terminal &terminal)
    {
        if (!Terminal::canAsk())
            return unusable(tr("cannot ask for passwords here: use --password-stdin"));
        const auto current = terminal.askSecret(tr("Current password: "));
        const auto next = current ? terminal.askSecret(tr("New password: ")) : current;
        const auto again = next ? terminal.askSecret(tr("Once more: ")) : next;
        if (!again)
            return unusable(tr("the password is missing"));
        if (const QString problem
            = newPasswordProblem(QString::fromStdString(*next), QString::fromStdString(*again));
            !problem.isEmpty())
            return unusable(problem);
        return Passwords {*current, *next};
    }
};

} // namespace

std::unique_ptr<Command> makeAuthPassword()
{
    return std::make_unique<AuthPassword>();
}

} // namespace mimir::cli
