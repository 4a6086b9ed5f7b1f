#include "cli/browser.h"
#include "cli/command.h"
#include "cli/leftbyothers.h"
#include "cli/syncing.h"
#include "cli/waiting.h"

#include "app/keyexchange.h"
#include "app/session.h"
#include "core/plaintext.h"

#include <QFileInfo>

namespace mimir::cli {
namespace {

class AuthLogin final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthLogin)
public:
    Description describe() const override
    {
        return {tr("Signs in to a server; asks for whatever is not given"), {}, 0, 0,
            {{QStringLiteral("server"), tr("URL"), tr("the server's address")},
                {QStringLiteral("email"), tr("E"), tr("your e-mail address")},
                {QStringLiteral("browser"), {}, tr("sign in with a code in a browser, here or elsewhere")},
                {QStringLiteral("password-stdin"), {}, tr("read the password from standard input")},
                {QStringLiteral("org"), tr("SLUG"), tr("the organisation, if you are in several")},
                {QStringLiteral("team"), tr("SLUG"),
                    tr("the team for everything that belongs to no other team")},
                {QStringLiteral("token-store"), QStringLiteral("keyring|memory|file"),
                    tr("where to store the sign-in (default: the keyring)")},
                {QStringLiteral("ca-file"), tr("FILE"),
                    tr("also trust the certificate authority in this file; saved as the setting "
                       "server.ca_file")},
                {QStringLiteral("insecure-http"), {}, tr("allow an unencrypted address")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        Session::Options options;
        options.allowInsecure = arguments.has(QStringLiteral("insecure-http"));
        if (arguments.has(QStringLiteral("token-store"))) {
            options.tokenStore = tokenStore(arguments.value(QStringLiteral("token-store")));
            if (!options.tokenStore)
                return context.misused(tr("--token-store must be keyring, memory or file"));
        }
        SignInRequest request;
        const bool mustBeBrowser = arguments.has(QStringLiteral("browser"));
        const bool mayBeBrowser
            = mustBeBrowser || (Terminal::canAsk() && !arguments.has(QStringLiteral("email")));
        if (mustBeBrowser && arguments.has(QStringLiteral("org")))
            return context.misused(tr("with --browser, the server chooses the organisation"));
        if (mayBeBrowser && fillServer(request, arguments, context)) {
            const auto ended = inSession(options, arguments, context, [&](Session &session) {
                const auto answer = byBrowser(session, request, context);
                const bool cannot = !answer && answer.error().message == BrowserCode::kNotOffered;
                return cannot && !mustBeBrowser ? std::optional<ExitCode>()
                                                : browserEnded(answer, session, context);
            });
            if (ended)
                return *ended;
        }
        if (const auto complete = fill(request, arguments, context); !complete)
            return context.misused(QString::fromStdString(complete.error().message));
        return inSession(options, arguments, context, [&](Session &session) {
            return std::optional(signIn(session, request, context));
        }).value_or(Failed);
    }

private:
    /// Whom to trust from this sign-in on; a failed sign-in leaves the setting as it was.
    class CaFile {
    public:
        explicit CaFile(Settings &settings)
            : m_settings(settings), m_before(settings.value(settings::kCaFile))
        {
        }
        CaFile(const CaFile &) = delete;
        CaFile &operator=(const CaFile &) = delete;
        ~CaFile()
        {
            if (m_used && !m_settings.set(settings::kCaFile, m_before))
                qWarning("server.ca_file could not be restored");
        }

        Result<void> use(const Arguments &arguments)
        {
            if (!arguments.has(QStringLiteral("ca-file")))
                return {};
            const QString path = QFileInfo(arguments.value(QStringLiteral("ca-file"))).absoluteFilePath();
            MIMIR_TRY(m_settings.set(settings::kCaFile, path.toStdString()));
            m_used = true;
            return {};
        }
        ExitCode keepIf(ExitCode code)
        {
            m_used = m_used && code != Done;
            return code;
        }

    private:
        Settings &m_settings;
        std::string m_before;
        bool m_used = false;
    };

    /// `step` in an open session that trusts what the arguments name; empty if it decided nothing.
    template <typename Step>
    static std::optional<ExitCode> inSession(
        const Session::Options &options, const Arguments &arguments, Context &context, Step step)
    {
        const auto session = Session::open(context.profile(), options);
        if (!session)
            return context.fail(session.error());
        CaFile caFile((*session)->settings());
        if (const auto used = caFile.use(arguments); !used)
            return context.misused(settingsErrorText(used.error()));
        const std::optional<ExitCode> code = step(**session);
        return code ? caFile.keepIf(*code) : code;
    }

    static std::optional<TokenStore::Kind> tokenStore(const QString &name)
    {
        if (name == QLatin1String("keyring"))
            return TokenStore::Kind::Keyring;
        if (name == QLatin1String("memory"))
            return TokenStore::Kind::Memory;
        return name == QLatin1String("file") ? std::optional(TokenStore::Kind::File) : std::nullopt;
    }

    static Error missing(const QString &what) { return Error {ErrorCode::Usage, what.toStdString()}; }

    static Result<void> fillServer(SignInRequest &request, const Arguments &arguments, Context &context)
    {
        if (request.server.isEmpty())
            request.server = arguments.value(QStringLiteral("server"));
        request.teamSlug = arguments.value(QStringLiteral("team")).toStdString();
        if (request.server.isEmpty() && Terminal::canAsk())
            request.server = QString::fromStdString(orEmpty(context.terminal().ask(tr("Server: "))));
        if (request.server.isEmpty())
            return missing(tr("--server is missing"));
        return {};
    }

    /// RFC 8628: the code is approved on the server's page, on any device with a browser.
    static Result<SignIn> byBrowser(Session &session, const SignInRequest &request, Context &context)
    {
        const auto show = [&context](const BrowserCode &code) {
            Terminal &terminal = context.terminal();
            const auto address = [](const QUrl &url) { return plain(url.toEncoded().toStdString()); };
            terminal.line(tr("Open this page and enter the code %1:").arg(plain(code.userCode)));
            terminal.line(QStringLiteral("  ") + address(code.page));
            if (openInBrowser(code.completePage))
                terminal.line(tr(
                    "It was also opened in your browser. Check that the code there matches the one above."));
            terminal.progress(tr("Waiting for the browser…"));
            (void)terminal.flush();
        };
        return waitFor<SignIn>(
            [&](auto done) { session.signInFlow().signInByBrowser(request, show, std::move(done)); });
    }

    static ExitCode browserEnded(const Result<SignIn> &answer, Session &session, Context &context)
    {
        if (!answer && answer.error().message == BrowserCode::kNotOffered)
            return context.fail(tr("This server does not support signing in with a browser. Use --email."));
        if (!answer && answer.error().code == ErrorCode::Forbidden)
            return context.fail(tr("Not signed in: the request was denied."));
        if (!answer && answer.error().code == ErrorCode::Timeout)
            return context.fail(tr("Not signed in: no one approved the request in time."));
        return report(answer, session, context);
    }

    static Result<void> fill(SignInRequest &request, const Arguments &arguments, Context &context)
    {
        const bool mayAsk = Terminal::canAsk();
        MIMIR_TRY(fillServer(request, arguments, context));
        request.email = arguments.value(QStringLiteral("email")).toStdString();
        request.orgSlug = arguments.value(QStringLiteral("org")).toStdString();
        if (request.email.empty() && mayAsk)
            request.email = orEmpty(context.terminal().ask(tr("E-mail: ")));
        if (request.email.empty())
            return missing(tr("--email is missing"));
        if (arguments.has(QStringLiteral("password-stdin")))
            request.password = orEmpty(Terminal::firstInputLine());
        else if (mayAsk)
            request.password = orEmpty(context.terminal().askSecret(tr("Password: ")));
        if (request.password.find('\0') != std::string::npos)
            return missing(tr("a password must not contain a NUL character"));
        if (request.password.empty())
            return missing(tr("the password is missing: pass it on standard input with --password-stdin"));
        return {};
    }

    static std::string orEmpty(const Result<std::string> &answer) { return answer ? *answer : std::string(); }

    static ExitCode signIn(Session &session, const SignInRequest &request, Context &context)
    {
        return report(
            waitFor<SignIn>([&](auto done) { session.signInFlow().signIn(request, std::move(done)); }),
            session, context);
    }

    static ExitCode report(const Result<SignIn> &answer, Session &session, Context &context)
    {
        if (!answer && answer.error().code == ErrorCode::NotFound)
            return context.fail(
                tr("Not signed in: choose a team with --team (%1).").arg(plain(answer.error().message)));
        if (!answer && answer.error().code == ErrorCode::Usage)
            return context.fail(tr(
                "This is not a server address; one looks like https://mimir.example.org. Nothing was sent."));
        if (!answer)
            return context.fail(answer.error());
        context.terminal().line(
            tr("Signed in to %1 as %2, team %3.")
                .arg(plain(answer->server), plain(answer->email), plain(defaultTeam(session))));
        sayWhereTokensAre(session, context);
        sayHowTheKeyComes(session.store(), context);
        sayWhatIsAsked(session.store(), context);
        const ExitCode offered = offerLeftByOthers(session.store(), context);
        const ExitCode told = context.tellOwnerOf(OwnerCommand::Kind::SignedIn);
        return offered == Done ? told : offered;
    }

    /// The server has not been asked for it yet, so whether another device has it is not known.
    static void sayHowTheKeyComes(Store &store, Context &context)
    {
        const auto key = KeyExchange::stateOf(store);
        if (key && key->is != KeyState::Is::Here)
            context.terminal().line(tr(
                "If another device of yours is signed in already, your key has to come to this one: “mimir "
                "devices list” shows its code here, and “mimir devices confirm CODE” takes it there."));
    }

    /// Teams already known from other sources.
    static void sayWhatIsAsked(Store &store, Context &context)
    {
        const auto claims = store.succession().claims();
        if (claims && !claims->empty())
            context.terminal().line(tr("Its teams are known from another address. Nothing is sent until this "
                                       "address has shown that it has the same history."));
        const SyncStatus status = computeStatus(store, loadRunState(store.settings()));
        if (!status.question)
            return;
        context.terminal().line(questionSentence(*status.question) + u' ' + questionTitle(*status.question));
        sayHowToAnswer(context);
    }

    static std::string defaultTeam(Session &session)
    {
        const auto team = session.store().teams().defaultTeam();
        return team ? team->slug : std::string();
    }

    static void sayWhereTokensAre(Session &session, Context &context)
    {
        if (session.tokenStoreKind() == TokenStore::Kind::File)
            context.terminal().line(tr("The sign-in is stored in %1, which only you can read.")
                                        .arg(context.profile().tokenPath()));
        else if (session.tokenStoreKind() == TokenStore::Kind::Memory)
            context.terminal().complain(
                tr("The sign-in was not stored: it ends with this program. Without a keyring, “--token-store "
                   "file” stores it in a file that only you can read."));
    }
};

} // namespace

std::unique_ptr<Command> makeAuthLogin()
{
    return std::make_unique<AuthLogin>();
}

} // namespace mimir::cli
