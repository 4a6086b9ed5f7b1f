// Signing in to a server and out of it: from what the user typed to the account, its teams and its rules in the
// store.
#pragma once

#include "app/accountmove.h"
#include "app/ruleswatch.h"
#include "storage/store.h"
#include "teams/authmanager.h"

#include <QString>

#include <functional>
#include <set>
#include <string>
#include <utility>

namespace mimir {

struct SignInRequest {
    QString server;
    std::string email, password;
    std::string orgSlug, teamSlug; ///< empty = chosen by docs/protocol.md, "Teams"
    bool setUp = false;            ///< nothing is sent before finishSetup() (setupchoice.h), by any process
    bool sameTeams = false;        ///< only if the server has a team that is known here; else NotFound with
                                   ///< AccountMove::kOtherTeams, and nothing changes
};

class SignInFlow {
public:
    /// References must outlive the object and belong to its thread.
    struct Parts {
        Store &store;
        AuthManager &auth;
        const TokenStore &tokens;
        AccountMove &move;
        RulesWatch &rules;
        std::function<AccountApi::Account()> account; ///< the one signed in to
    };
    /// `plain`: in addition to the servers that the user allowed it for before.
    SignInFlow(const Parts &parts, PlainHttp plain);

    using Done = std::function<void(Result<SignIn>)>;
    /// Signs in, stores the teams in the store (binding what waited for one) and the account in its settings.
    /// Teams that are known at another address are asked for their history there before anything is sent.
    void signIn(const SignInRequest &request, Done done);
    /// The same through AuthManager::signInByBrowser(); e-mail, password and organisation are entered in the
    /// browser.
    void signInByBrowser(const SignInRequest &request, BrowserSignIn::Shown shown, Done done);
    /// Switches to another organisation of the signed-in user, without a password; its default team becomes
    /// this profile's. Errors: SignedOut, Forbidden (not a member), those of signIn().
    void switchOrganization(const std::string &orgSlug, Done done);
    /// A sign-in under way ends with Cancelled and leaves nothing behind.
    void cancel();
    /// Forgets the tokens of all of this profile's accounts, or of one organisation; rows, outbox and cursors
    /// stay. Ends a set-up.
    void signOut(std::function<void(Result<void>)> done, const std::string &orgSlug = {});

    enum class Waiting : std::uint8_t { AsBefore, CanBeSent };
    /// A refresh has reported the account's teams. CanBeSent: the user is a member again of a team that rows
    /// waited for, or there is a default team again.
    Waiting refreshed(const SignIn &signIn);

    using Account = std::pair<std::string, std::string>; ///< server, organisation
    /// All accounts that a profile syncs with.
    static Result<std::set<Account>> accountsOf(Store &store);

private:
    /// What is asked of a sign-in besides who it is.
    struct Wanted {
        std::string teamSlug;
        bool setUp = false, sameTeams = false;
    };
    Result<QUrl> addressOf(const SignInRequest &request) const;
    void fail(Error error, Done done);
    /// The way of an answer into the store, and then to `done`.
    Done storing(Wanted wanted, Done done);
    Result<void> store(const SignIn &signIn, const Wanted &wanted);
    Result<void> storeAccount(const SignIn &signIn);
    /// The teams to store at a refresh; one is the default if none was.
    std::vector<Team> listed(const SignIn &signIn) const;
    Result<void> confirm(const ServerAccount &account);
    bool isPresent(const SignIn &signIn) const;
    Result<void> noteSignOut(const std::set<Account> &of, bool isPresent);
    void forgetTokens(
        std::set<Account> of, Result<void> outcome, const std::function<void(Result<void>)> &done);

    Store &m_store;
    AuthManager &m_auth;
    const TokenStore &m_tokens;
    AccountMove &m_move;
    RulesWatch &m_rules;
    std::function<AccountApi::Account()> m_account;
    const PlainHttp m_plain;
    std::uint64_t m_number = 0; ///< raised by each sign-in and by cancel()
};

} // namespace mimir
