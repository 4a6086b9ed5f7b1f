// Everything one profile needs to sync, created on the calling thread: the composition shared by the tray (on
// its worker thread) and the command line.
#pragma once

#include "app/keyexchange.h"
#include "app/sessionproxy.h"
#include "app/settings.h"
#include "app/signinflow.h"
#include "core/synclock.h"
#include "storage/store.h"
#include "sync/profile.h"
#include "sync/worker/syncworker.h"
#include "teams/accountapi.h"
#include "teams/authmanager.h"
#include "teams/networkreachability.h"
#include "teams/teamsclient.h"

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
    SessionProxy &proxy();
    SignInFlow &signInFlow();
    /// Refreshed automatically at each sign-in and while runs succeed.
    RulesWatch &rules();
    /// Refreshed in the same way.
    KeyExchange &keys();

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
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mimir
