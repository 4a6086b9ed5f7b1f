// The rules of the user's organisations: in the store, where every process sees them, before anything is sent to
// one of their teams, and asked for again while runs succeed.
#pragma once

#include "storage/store.h"
#include "teams/accountapi.h"

#include <functional>

namespace mimir {

class RulesWatch {
public:
    /// References must outlive the object and belong to its thread. `account`: the one signed in to.
    RulesWatch(
        Store &store, AccountApi &api, const Clock &clock, std::function<AccountApi::Account()> account)
        : m_store(store), m_api(api), m_clock(clock), m_account(std::move(account))
    {
    }

    /// What a sign-in or refresh says of all of the account's organisations.
    Result<void> note(const SignIn &signIn);
    /// Asks for the organisation's rules if that has not been done recently. `done` is called at once or
    /// later.
    void refresh(std::function<void()> done);

private:
    bool areRecent() const;
    void answered(const AccountApi::Account &asked, const Result<OrganizationRules> &rules);
    Result<void> note(const AccountApi::Account &of, const OrganizationRules &rules);

    Store &m_store;
    AccountApi &m_api;
    const Clock &m_clock;
    std::function<AccountApi::Account()> m_account;
};

} // namespace mimir
