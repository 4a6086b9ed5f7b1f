// Signing in and staying signed in: one set of tokens per (server, organisation), one refresh for many
// waiters (docs/protocol.md, "Auth"). Tokens leave this class only as the Authorization header of
// TeamsClient.
#pragma once

#include "core/clock.h"
#include "core/privacylevel.h"
#include "core/result.h"
#include "teams/serverurl.h"
#include "teams/tokenstore.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mimir {

class HttpNetwork;

struct ClientTeam {
    std::string teamId, slug, name, role;
    bool personal = false;
};

struct Organization {
    std::string id, slug, name, role;
    bool personal = false;
    std::vector<ClientTeam> teams;
    PrivacyLevel maxPrivacyLevel = PrivacyLevel::Full; ///< the most that its members may send
};

/// The answer to a sign-in or refresh, without its tokens.
struct SignIn {
    std::string server;  ///< normalised base URL, no trailing slash
    std::string orgSlug; ///< the organisation these tokens are for
    std::string userId, email, fullName;
    std::vector<Organization> organizations;
    bool listsAllTeams = true; ///< the answer named no more than are taken from one
};

/// What the user needs to approve a sign-in in a browser. Text from a server: check before showing.
struct BrowserCode {
    std::string userCode;    ///< letters, digits and dashes
    QUrl page, completePage; ///< https, or as safe as the server's own address; the second contains the code
    Millis expiresAt = 0;

    /// Message of the NotFound from a server that cannot do this.
    static constexpr std::string_view kNotOffered = "no device grant here";
};

struct BrowserSignIn {
    using Shown = std::function<void(const BrowserCode &)>;
    QUrl server; ///< as normalizedServerUrl() gave it
};

class AuthManager : public QObject {
    Q_OBJECT
public:
    /// References must outlive the object and belong to its thread.
    AuthManager(HttpNetwork &network, TokenStore &tokens, const Clock &clock, QObject *parent = nullptr);
    ~AuthManager() override;

    /// The profile's other processes use the same tokens: to replace one, a process takes a lock in this
    /// directory, and waits `patience` ms for the present holder (RefreshLocks).
    void setLockDirectory(const QString &directory, int patience = 20'000);
    /// The device that signs in: the server lists it and can revoke it. Called for each request.
    void setDevice(std::function<std::string()> id, std::function<std::string()> name);

    /// Whether the user that an answer names is the one whose sign-in it continues; nothing of another answer is
    /// used. Without one, every answer is believed.
    void setContinues(std::function<bool(const SignIn &)> continues);

    struct Credentials {
        QUrl server;                          ///< as normalizedServerUrl() gave it
        std::string email, password, orgSlug; ///< orgSlug empty = the server chooses
    };
    using SignedIn = std::function<void(Result<SignIn>)>;
    using Finished = std::function<void(Result<void>)>;
    using Token = std::function<void(Result<std::string>)>;

    /// Errors: Unauthorized (wrong e-mail or password), Offline, Tls, NotOurs, ServerBusy; never Keyring (it
    /// falls back to memory).
    void signIn(const Credentials &credentials, SignedIn done);
    /// Signs in by device grant (RFC 8628): calls `shown` once, then `done` when it is approved. Errors:
    /// Forbidden (denied), Timeout (not approved in time), NotFound (not supported by this server),
    /// Cancelled, those of signIn(). A second call ends the first.
    void signInByBrowser(const BrowserSignIn &request, BrowserSignIn::Shown shown, SignedIn done);
    void cancelBrowserSignIn();
    /// The length of a server's second, ms; for tests.
    void setGrantSecond(int milliseconds);
    /// Uses the sign-in of one organisation to sign in to another one of the same user. Errors: those of
    /// signIn(), and SignedOut, Forbidden (not a member), ServerWrong (the answer is for no or another user).
    void signInWithin(
        const std::string &server, const std::string &orgSlug, const std::string &other, SignedIn done);
    /// Always forgets the tokens here; tells the server if it can.
    void signOut(const std::string &server, const std::string &orgSlug, Finished done);

    /// A usable access token, refreshed if necessary; many callers share one refresh. Errors: SignedOut (no
    /// token, or the refresh was refused: expired() is emitted once), ServerWrong (the answer is for no or another
    /// user: the sign-in stays as it was), Offline, Timeout, …
    void accessToken(const std::string &server, const std::string &orgSlug, Token done);
    /// The server's id for the user of the access token; empty = it did not send one.
    std::string userOf(const std::string &server, const std::string &orgSlug) const;
    /// The server answered 401 to `token`: the next accessToken() refreshes, unless that has already
    /// happened.
    void reject(const std::string &server, const std::string &orgSlug, const std::string &token);

Q_SIGNALS:
    /// The refresh token was refused: the user has to sign in again. Once per expiry.
    void expired(const QString &server, const QString &orgSlug);
    /// A refresh reported the present organisations and teams.
    void refreshed(const mimir::SignIn &signIn);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mimir

Q_DECLARE_METATYPE(mimir::SignIn)
