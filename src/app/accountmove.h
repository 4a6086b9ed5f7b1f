// The account's part of a server that has moved or was set up anew: which teams a sign-in says are there, the
// tokens of the person's other organisations at the new address, and those that are of no use at the old one.
// Tokens belong to an origin: none of them is ever sent to another address.
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

    /// Before the teams are kept. `kept`: those that will be.
    Result<void> noteListed(const SignIn &signIn, const std::vector<Team> &kept);
    /// Error: NotFound, with Session::kOtherTeams: the server lists no team that is known here.
    Result<void> holdsKnownTeam(const SignIn &signIn) const;
    /// Signs in to the other organisations of the person whose teams are known at another address, too.
    /// `done` comes in any case: what could not be had is asked for at the next sign-in.
    void follow(const SignIn &signIn, std::function<void()> done);
    /// Signs out where teams have been and are no more. `done` comes at once where nothing is to be
    /// forgotten.
    void forgetFormerAccounts(std::function<void()> done);

private:
    void followNext(const SignIn &signIn, std::set<std::string> organizations, std::function<void()> done);
    Result<void> keep(const SignIn &signIn);
    void forgetNext(std::vector<TeamSuccession::Account> accounts);
    void endForgetting();

    Store &m_store;
    AuthManager &m_auth;
    std::vector<std::function<void()>> m_forgetting; ///< who waits; not empty = it is under way
};

} // namespace mimir
