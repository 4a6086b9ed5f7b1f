#include "cli/command.h"
#include "cli/syncing.h"
#include "cli/waiting.h"

#include "app/session.h"
#include "core/plaintext.h"

#include <algorithm>

namespace mimir::cli {
namespace {

/// How long the new address may take to prove its history.
constexpr Millis kPatience = 60'000;

class AuthServer final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthServer)
public:
    Description describe() const override
    {
        return {tr("Shows the server's address, or sets the one it has moved to"), tr("[URL]"), 0, 1,
            {{QStringLiteral("password-stdin"), {}, tr("read the password from standard input")},
                {QStringLiteral("send"), {},
                    tr("answer: send what is on this device to the server where the teams are now")},
                {QStringLiteral("keep"), {}, tr("answer: leave everything where it is")},
                {QStringLiteral("insecure-http"), {}, tr("allow an unencrypted address")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const bool send = arguments.has(QStringLiteral("send")), keep = arguments.has(QStringLiteral("keep"));
        const bool names = !arguments.operands().isEmpty();
        if ((send && keep) || ((send || keep) && names))
            return context.misused(tr("choose one of --send, --keep and an address"));
        const auto store = context.store();
        if (!store)
            return context.fail(store.error());
        if (send || keep)
            return answer(**store, send, context);
        return names ? change(**store, arguments, context) : show(**store, context);
    }

private:
    static ExitCode show(Store &store, Context &context)
    {
        const SyncStatus status = computeStatus(store, loadRunState(store.settings()));
        if (status.server.empty())
            return context.fail(tr("Not signed in: there is no server. Use “mimir auth login”."));
        if (status.askedAbout.empty()) {
            context.terminal().line(plain(status.server));
        } else {
            context.terminal().line(tr("In use:         %1").arg(plain(status.server)));
            context.terminal().line(tr("Not in use yet: %1").arg(plain(status.askedAbout)));
        }
        if (!status.question)
            return status.askedAbout.empty() ? Done : notShownYet(status.askedAbout, context);
        ask(*status.question, context);
        return AttentionNeeded;
    }

    static ExitCode notShownYet(const std::string &server, Context &context)
    {
        context.terminal().line(notInUseYetSentence(server));
        return Undecided;
    }

    static void ask(const StatusQuestion &question, Context &context)
    {
        context.terminal().line(questionSentence(question));
        context.terminal().line(questionTitle(question));
        sayHowToAnswer(context);
    }

    static ExitCode answer(Store &store, bool send, Context &context)
    {
        const auto question = store.teamQuestions().question();
        if (!question)
            return context.fail(question.error());
        if (!*question)
            return context.fail(tr("There is no question to answer: all teams are where they were."));
        const auto answered = store.teamQuestions().answer(
            **question, send ? TeamQuestions::Answer::Send : TeamQuestions::Answer::Keep);
        if (!answered)
            return context.fail(answered.error());
        context.wrote();
        // The account may be a different one.
        const ExitCode told = context.tellOwnerOf(OwnerCommand::Kind::SignedIn);
        const QString server = plain((*question)->server());
        const bool isSetUpAgain = (*question)->kind == TeamQuestion::Kind::SetUpAgain;
        context.terminal().line(send ? tr("What is on this device will be sent to %1.").arg(server)
                : isSetUpAgain
                ? tr("What is on this device so far is not sent to %1; new conversations are. You can still "
                     "change this "
                     "with “mimir auth server --send”.")
                      .arg(server)
                : tr("Nothing will be sent to %1. You can still change this with “mimir auth server --send”.")
                      .arg(server));
        return told;
    }

    ExitCode change(Store &store, const Arguments &arguments, Context &context)
    {
        const std::string before = store.settings().text("server");
        SignInRequest request;
        request.server = arguments.operands().first();
        const auto url = normalizedServerUrl(request.server, PlainHttp::AnyHost);
        if (!url || isBareWord(request.server))
            return context.misused(
                tr("“%1” is not a server address; one looks like https://mimir.example.org. "
                   "Nothing was sent.")
                    .arg(plain(request.server.toStdString())));
        request.email = store.settings().text("email");
        request.orgSlug = store.settings().text("org_slug");
        request.sameTeams = true;
        if (before.empty() || request.email.empty())
            return context.fail(tr("Not signed in: there is no server. Use “mimir auth login”."));
        Session::Options options;
        options.allowInsecure = arguments.has(QStringLiteral("insecure-http"));
        const std::string after = url->toEncoded().toStdString();
        if (after == before)
            return context.fail(tr("%1 is already the address.").arg(plain(before)));
        context.terminal().line(tr("Current address: %1").arg(plain(before)));
        context.terminal().line(tr("New address:     %1").arg(plain(after)));
        if (Terminal::canAsk() && !confirmed(context))
            return context.fail(tr("The address was not changed."));
        const bool given = arguments.has(QStringLiteral("password-stdin"));
        const auto password = given ? Terminal::firstInputLine()
            : Terminal::canAsk()
            ? context.terminal().askSecret(tr("Password for %1 there: ").arg(plain(request.email)))
            : Result<std::string>(Error {ErrorCode::Usage, {}});
        if (!password || password->empty())
            return context.misused(
                tr("the password is missing: pass it on standard input with --password-stdin"));
        request.password = *password;
        return signIn(request, options, context);
    }

    /// More likely a mistake than the name of a host (`mimir auth server show`), which can be given as an address.
    static bool isBareWord(const QString &typed)
    {
        const auto isPartOfAnAddress = [](QChar c) { return c == u'.' || c == u':' || c == u'/'; };
        return typed != QLatin1String("localhost")
            && std::none_of(typed.begin(), typed.end(), isPartOfAnAddress);
    }

    static bool confirmed(Context &context)
    {
        const auto answer = context.terminal().ask(
            tr("Is this the same server at a new address? Type “yes” to change it: "));
        return answer && (*answer == "yes" || QString::fromStdString(*answer) == tr("yes"));
    }

    static ExitCode signIn(const SignInRequest &request, const Session::Options &options, Context &context)
    {
        {
            const auto session = Session::open(context.profile(), options);
            if (!session)
                return context.fail(session.error());
            const auto answer = waitFor<SignIn>(
                [&](auto done) { (*session)->signInFlow().signIn(request, std::move(done)); });
            if (!answer && answer.error().message == AccountMove::kOtherTeams)
                return context.fail(
                    tr("This is another server: it has none of your teams. The address was not changed and "
                       "nothing was sent."));
            if (!answer && answer.error().code == ErrorCode::Forbidden)
                return context.fail(tr(
                    "This server does not have you in the organisation %1, so it cannot be the same one. The "
                    "address was not changed and nothing was sent.")
                                        .arg(plain(request.orgSlug)));
            if (!answer)
                return context.fail(answer.error());
        }
        if (const ExitCode told = context.tellOwnerOf(OwnerCommand::Kind::SignedIn); told != Done)
            return told;
        const Syncing::Result result = Syncing(context).now(Syncing::Patience::Wait, kPatience);
        return result.error ? context.fail(*result.error) : outcome(result, context);
    }

    static ExitCode outcome(const Syncing::Result &result, Context &context)
    {
        const auto store = context.store();
        const auto claims = store ? (*store)->succession().claims() : store.error();
        if (!claims)
            return context.fail(claims.error());
        if (result.status.question) {
            ask(*result.status.question, context);
            return AttentionNeeded;
        }
        if (!claims->empty())
            return notShownYet(claims->front().asked.server, context);
        context.terminal().line(tr("The address is now %1.").arg(plain(result.status.server)));
        return exitCode(result);
    }
};

} // namespace

std::unique_ptr<Command> makeAuthServer()
{
    return std::make_unique<AuthServer>();
}

} // namespace mimir::cli
