// Everything one profile needs to sync, created on the calling thread: the composition shared by the tray (on
// its worker thread) and the command line.
#pragma once

#include "app/settings.h"
#include "app/setupchoice.h"
#include "core/synclock.h"
#include "storage/store.h"
#include "sync/profile.h"
#include "sync/syncworker.h"
#include "teams/accountapi.h"
#include "teams/authmanager.h"
#include "teams/networkreachability.h"
#include "teams/teamsclient.h"

#include <QNetworkAccessManager>

#include <memory>
#include <optional>

namespace mimir {

class Session {
public:
    struct Options {
        std::optional<TokenStore::Kind>
            tokenStore;             ///< nullopt: from the profile's settings, otherwise the keyring
        bool allowInsecure = false; ///< plain http to other hosts; a sign-in stores it for its server
    };
    /// Opens the store and connects store, tokens, network and worker. Takes no lock and starts nothing.
    static Result<std::unique_ptr<Session>> open(const Profile &profile, const Options &options);
    ~Session();

    Store &store();
    AuthManager &auth();
    TeamsClient &client();
    SyncWorker &worker();
    const Clock &clock() const;
    RandomSource &random();
    TokenStore::Kind tokenStoreKind() const;
    /// The settings this session obeys; changes by other processes apply at once while an event loop runs.
    Settings &settings();
    /// Stored where the sign-in is stored, and used by every process from now on; nullopt removes it.
    void setProxyPassword(std::optional<std::string> password, std::function<void(Result<void>)> done);

    struct SignInRequest {
        QString server;
        std::string email, password;
        std::string orgSlug, teamSlug; ///< empty = chosen by docs/protocol.md, "Teams"
        bool setUp = false;            ///< nothing is sent before finishSetup(), by any process
        bool sameTeams = false; ///< only if the server has a team that is known here; else NotFound with
                                ///< kOtherTeams, and nothing changes
    };
    static constexpr std::string_view kOtherTeams = "the server has none of the teams that are known here";
    /// Signs in, stores the teams in the store (binding what waited for one) and the account in its settings.
    /// Teams that are known at another address are asked for their history there before anything is sent.
    void signIn(const SignInRequest &request, std::function<void(Result<SignIn>)> done);
    /// The same through AuthManager::signInByBrowser(); e-mail, password and organisation are entered in the
    /// browser.
    void signInByBrowser(
        const SignInRequest &request, BrowserSignIn::Shown shown, std::function<void(Result<SignIn>)> done);
    /// A sign-in under way ends with Cancelled and leaves nothing behind.
    void cancelSignIn();
    /// Ends the set-up that a sign-in with `setUp` began; signing out, or signing in without it, also ends
    /// it.
    Result<void> finishSetup(const SetupChoice &choice);
    /// Switches to another organisation of the signed-in user, without a password; its default team becomes
    /// this profile's. Errors: SignedOut, Forbidden (not a member), those of signIn().
    void switchOrganization(const std::string &orgSlug, std::function<void(Result<SignIn>)> done);
    /// Forgets the tokens of all of this profile's accounts, or of one organisation; rows, outbox and cursors
    /// stay.
    void signOut(std::function<void(Result<void>)> done, const std::string &orgSlug = {});

    /// Asks for the organisation's rules if that has not been done recently, and puts them into the store,
    /// where every process sees them; done automatically at each sign-in and while runs succeed. `done` is
    /// called at once or later.
    void refreshRules(std::function<void()> done);

    /// Signs out at addresses that teams have left; done automatically after each run. `done` is called at
    /// once or later.
    void forgetFormerAccounts(std::function<void()> done);

    // What the server knows about the account. Errors: those of AccountApi.
    void organizations(AccountApi::Organizations done);
    void devices(AccountApi::Devices done);
    /// This device's name, and setting it (devicename.h).
    std::string deviceName() const;
    Result<void> renameDevice(const std::string &name);
    void revokeDevice(const std::string &deviceId, AccountApi::Finished done);
    void changePassword(const std::string &current, const std::string &next, AccountApi::Finished done);

private:
    Session();
    struct Kept {
        std::string teamSlug;
        bool setUp = false, sameTeams = false;
    };
    std::function<void(Result<SignIn>)> keeping(Kept request, std::function<void(Result<SignIn>)> done);
    void keepRulesFresh();
    AccountApi::Account account();
    Result<void> keepAccount(const SignIn &signIn, const Kept &request);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mimir
