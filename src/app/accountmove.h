// The account's part when a server has moved or was set up again: which teams a sign-in lists there, the
// tokens of the user's other organisations at the new address, and the tokens at the old one that are no
// longer of use. Tokens belong to an origin: none of them is ever sent to another address.
#pragma once

#include "storage/store.h"
#include "teams/authmanager.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace mimir {

class AccountMove {
public:
    /// References must outlive the object and belong to its thread.
    AccountMove(Store &store, AuthManager &auth) : m_store(store), m_auth(auth) { }

    /// Call before the teams are stored. `kept`: those that will be.
    Result<void> noteListed(const SignIn &signIn, const std::vector<Team> &kept);
    static constexpr std::string_view kOtherTeams = "the server has none of the teams that are known here";
    /// Error: NotFound, with kOtherTeams: the server lists no team that is known here.
    Result<void> holdsKnownTeam(const SignIn &signIn) const;
    /// Also signs in to the user's other organisations whose teams are known at another address. `done` is
    /// always called: what failed is asked for again at the next sign-in.
    void follow(const SignIn &signIn, std::function<void()> done);
    /// Signs out where there are no teams any more. `done` is called at once if there is nothing to forget.
    void forgetFormerAccounts(std::function<void()> done);

private:
    void followNext(const SignIn &signIn, std::set<std::string> organizations, std::function<void()> done);
    Result<void> keep(const SignIn &signIn);
    void forgetNext(std::vector<FormerAccount> accounts);
    void endForgetting();

    Store &m_store;
    AuthManager &m_auth;
    std::vector<std::function<void()>> m_forgetting; ///< the waiting callers; not empty = it is under way
};

} // namespace mimir
