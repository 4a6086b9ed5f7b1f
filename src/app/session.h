// Everything one profile needs to sync, built on the calling thread: the composition that the tray (on its
// worker thread) and the command line share.
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
            tokenStore;             ///< nullopt: what the profile's settings say, else the keyring
        bool allowInsecure = false; ///< plain http to other hosts; a sign-in remembers it for its server
    };
    /// Opens the store and wires store, tokens, network and worker. Takes no lock and starts nothing.
    static Result<std::unique_ptr<Session>> open(const Profile &profile, const Options &options);
    ~Session();

    Store &store();
    AuthManager &auth();
    TeamsClient &client();
    SyncWorker &worker();
    const Clock &clock() const;
    RandomSource &random();
    TokenStore::Kind tokenStoreKind() const;
    /// What this session obeys, also what another process changes: at once while an event loop runs.
    Settings &settings();
    /// Kept where the sign-in is kept, and used by every process from now on; nullopt forgets it.
    void setProxyPassword(std::optional<std::string> password, std::function<void(Result<void>)> done);

    struct SignInRequest {
        QString server;
        std::string email, password;
        std::string orgSlug, teamSlug; ///< empty = by docs/protocol.md, "Teams"
        bool setUp = false;            ///< nothing leaves before finishSetup(), whichever process syncs
        bool sameTeams = false; ///< only if the server has a team that is known here; else NotFound with
                                ///< kOtherTeams, and everything is as before
    };
    static constexpr std::string_view kOtherTeams = "the server has none of the teams that are known here";
    /// Signs in, keeps the teams in the store (binding what waited for one) and the account in its settings.
    /// Teams that are known at another address are asked for their history there before anything is sent.
    void signIn(const SignInRequest &request, std::function<void(Result<SignIn>)> done);
    /// The same by AuthManager::signInByBrowser(); e-mail, password and organisation are the browser's.
    void signInByBrowser(
        const SignInRequest &request, BrowserSignIn::Shown shown, std::function<void(Result<SignIn>)> done);
    /// A sign-in under way ends with Cancelled and leaves nothing.
    void cancelSignIn();
    /// Ends the set-up that a sign-in with `setUp` began; signing out, or in without it, ends it too.
    Result<void> finishSetup(const SetupChoice &choice);
    /// Into another organisation of the person who is signed in, without a password; its default team becomes
    /// this profile's. Errors: SignedOut, Forbidden (not a member), those of signIn().
    void switchOrganization(const std::string &orgSlug, std::function<void(Result<SignIn>)> done);
    /// Forgets the tokens of every account of this profile, or of one organisation; rows, queue and cursors
    /// stay.
    void signOut(std::function<void(Result<void>)> done, const std::string &orgSlug = {});

    /// Asks for the rules of the organisation if they were not asked for lately, and keeps them in the store,
    /// where every process sees them; by itself at each sign-in and as long as runs go through. `done` comes
    /// at once or later.
    void refreshRules(std::function<void()> done);

    /// Signs out at addresses that teams have left; by itself after each run. `done` comes at once or later.
    void forgetFormerAccounts(std::function<void()> done);

    // What the server knows about the account. Errors: as AccountApi.
    void organizations(AccountApi::Organizations done);
    void devices(AccountApi::Devices done);
    /// What this device is called, and what it is to be called (devicename.h).
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
