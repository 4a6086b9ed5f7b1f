// What AuthManager is made of. Only for authmanager.cpp and authrefresh.cpp.
#pragma once

#include "teams/authanswer.h"
#include "teams/authmanager.h"
#include "teams/devicegrant.h"
#include "teams/httpexchange.h"
#include "teams/refreshlocks.h"

#include <QPointer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// A refresh token; nullopt: there is none.
using StoredToken = std::optional<std::string>;

inline std::string accountKey(const std::string &server, const std::string &orgSlug)
{
    return server + '|' + orgSlug;
}

inline Error anotherUser()
{
    return {
        ErrorCode::ServerWrong, "the answer to a sign-in's refresh names no or another user", std::nullopt};
}

inline Error noUsableToken()
{
    return {ErrorCode::SignedOut, "no usable token", std::nullopt};
}

/// The steps of a refresh: lock -> read the refresh token from the store -> POST -> write the new refresh
/// token to the store -> answer the waiters. The server's grace time covers a crash between the third and the
/// fourth.
class AuthManager::Private {
public:
    struct Account {
        std::string server, orgSlug;
        std::string access, user;
        Millis usableUntil = 0;
        std::optional<std::string> unsaved; ///< the refresh token, if the store did not accept it
        std::optional<StoredToken> stored;  ///< the store's content when last read; nullopt = unknown
        RefreshLocks::Held lock;            ///< while the token in the store is being replaced
        std::vector<Token> waiters;         ///< not empty = a refresh is under way
        std::uint64_t generation = 0;       ///< raised by sign-in and sign-out: older answers do not count

        std::string key() const { return accountKey(server, orgSlug); }
    };

    Private(AuthManager &owner, HttpNetwork &networkAccess, TokenStore &store, const Clock &systemClock)
        : q(owner), network(networkAccess), tokens(store), clock(systemClock)
    {
    }

    Account &account(const std::string &server, const std::string &orgSlug);
    void post(const std::string &server, std::string_view path, const json::Object &body, Millis timeout,
        HttpExchange::Done done);
    void signedIn(const std::string &server, const std::string &asked, AuthAnswer answer, SignedIn done);

    // refreshing (authrefresh.cpp)
    void refresh(Account &of);
    void refreshFromStore(Account &of, const Result<StoredToken> &stored);
    void refreshFromPlain(Account &of);
    void refreshWith(Account &of, const std::string &token, int number = 1);
    void refreshed(Account &of, const std::string &used, int number, const HttpAnswer &answer);
    void refused(Account &of, const std::string &used, int number, const Error &why);
    void expire(Account &of, const Error &why);
    void replace(Account &of, const AuthAnswer &answer, int number);
    void finishRefresh(Account &of, const AuthAnswer &answer);

    void keep(Account &of, const std::string &refreshToken, std::function<void()> then);
    /// Whatever was under way for this account no longer counts.
    std::uint64_t beginGeneration(Account &of);
    void install(Account &of, const AuthAnswer &answer);
    void answerWaiters(Account &of, const Result<std::string> &token);
    void signInWithin(Account &of, const std::string &refreshToken, const std::string &other,
        const RefreshLocks::Held &lock, SignedIn done);
    void signOut(Account &of, const StoredToken &refreshToken, std::optional<Error> unread,
        const RefreshLocks::Held &lock, Finished done);
    void tellServer(const Account &of, const std::string &refreshToken, std::function<void()> then);

    /// Does nothing once the manager is gone.
    template <typename F>
    auto alive(F function)
    {
        return [self = QPointer(&q), function](const auto &...arguments) {
            if (self)
                function(arguments...);
        };
    }
    /// The same, also once the account has been signed in or out meanwhile.
    template <typename F>
    auto current(Account &of, F function)
    {
        return alive([&of, at = of.generation, function](const auto &...arguments) {
            if (of.generation == at)
                function(arguments...);
        });
    }

    AuthManager &q;
    HttpNetwork &network;
    TokenStore &tokens;
    const Clock &clock;
    RefreshLocks locks {nullptr};
    std::function<std::string()> deviceId = [] { return std::string(); };
    std::function<std::string()> deviceName = [] { return std::string(); };
    std::function<bool(const SignIn &)> continues = [](const SignIn &) { return true; };
    std::unique_ptr<DeviceGrant> grant;
    int grantSecond = 1000;
    std::map<std::string, Account> accounts; ///< never erased: callbacks hold references
};

} // namespace mimir
