#include "cli/command.h"

#include "core/errorname.h"
#include "core/plaintext.h"

namespace mimir::cli {
namespace {

class AuthStatus final : public Command {
    Q_DECLARE_TR_FUNCTIONS(AuthStatus)
public:
    Description describe() const override
    {
        return {tr("Shows who is signed in, and where"), {}, 0, 0,
            {{QStringLiteral("json"), {}, tr("as one JSON object")}}};
    }

    ExitCode run(const Arguments &arguments, Context &context) override
    {
        const auto store = context.storeOfThisDevice();
        if (!store)
            return context.fail(store.error());
        const StoreSettings &settings = (*store)->settings();
        const RunState state = context.runState(**store);
        const bool signedIn = settings.text("signed_in") == "1";
        const auto team = (*store)->teams().defaultTeam();
        const SyncStatus status = computeStatus(**store, state);
        if (arguments.has(QStringLiteral("json"))) {
            json::Object out;
            out.setBool("signedIn", signedIn);
            out.setBool("expired", state.authExpired);
            out.setBool("keyringLocked", state.keyringLocked);
            out.set("error", state.needsSignIn() ? json::quoted(errorName(state.lastError)) : "null");
            out.setText("server", status.server);
            out.set("askedAbout", status.askedAbout.empty() ? "null" : json::quoted(status.askedAbout));
            out.setText("email", settings.text("email"));
            out.setText("organization", settings.text("org_slug"));
            out.setText("team", team ? team->slug : std::string());
            context.terminal().line(out.toJson());
        } else if (signedIn) {
            context.terminal().line(
                (state.authExpired ? tr("The sign-in to %1 as %2, team %3, is no longer valid.")
                                   : tr("Signed in to %1 as %2, team %3."))
                    .arg(plain(status.server), plain(settings.text("email")),
                        plain(team ? team->slug : std::string())));
            if (!status.askedAbout.empty())
                context.terminal().line(
                    tr("Not in use yet: %1. “mimir auth server” shows why.").arg(plain(status.askedAbout)));
            if (state.keyringLocked)
                context.terminal().line(
                    errorSentence(isTokenStoreError(state.lastError) ? state.lastError : ErrorCode::Keyring));
            if (state.authExpired)
                context.terminal().line(
                    state.lastError == ErrorCode::SignInUnknown || state.lastError == ErrorCode::DeviceRevoked
                        ? errorSentence(state.lastError)
                        : tr("The sign-in has expired: sign in again with “mimir auth login”."));
        } else if (status.copy) {
            context.terminal().line(statusSentence(status, context.clock().now()));
        } else {
            context.terminal().line(tr("Not signed in. History is kept on this device only."));
        }
        return signedIn && !state.needsSignIn() ? Done : AttentionNeeded;
    }
};

} // namespace

std::unique_ptr<Command> makeAuthStatus()
{
    return std::make_unique<AuthStatus>();
}

} // namespace mimir::cli
