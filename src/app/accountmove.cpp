#include "app/accountmove.h"

#include "app/teamchoice.h"

#include <algorithm>
#include <utility>

namespace mimir {

Result<void> AccountMove::noteListed(const SignIn &signIn, const std::vector<Team> &kept)
{
    std::vector<Team> listed = everyTeamOf(signIn);
    listed.insert(listed.end(), kept.begin(), kept.end()); // under the organisation they are stored under
    return m_store.succession().noteListed(signIn.server, listed);
}

Result<void> AccountMove::holdsKnownTeam(const SignIn &signIn) const
{
    const auto known = m_store.teams().all();
    MIMIR_TRY(known);
    for (const Team &listed : everyTeamOf(signIn))
        if (std::ranges::find(*known, listed.teamId, &Team::teamId) != known->end())
            return {};
    return Error {ErrorCode::NotFound, std::string(kOtherTeams), std::nullopt};
}

// Tokens are for one organisation.
void AccountMove::follow(const SignIn &signIn, std::function<void()> done)
{
    const auto known = m_store.teams().all();
    std::set<std::string> organizations;
    for (const Team &listed : known ? everyTeamOf(signIn) : std::vector<Team>()) {
        const auto isIt = [&listed](const Team &team) { return team.active && team.teamId == listed.teamId; };
        const bool isHere = std::ranges::any_of(
            *known, [&](const Team &team) { return isIt(team) && team.server == signIn.server; });
        if (!isHere && std::ranges::any_of(*known, isIt))
            organizations.insert(listed.orgSlug);
    }
    organizations.erase(signIn.orgSlug);
    followNext(signIn, std::move(organizations), std::move(done));
}

void AccountMove::followNext(
    const SignIn &signIn, std::set<std::string> organizations, std::function<void()> done)
{
    if (organizations.empty())
        return done();
    const std::string next = organizations.extract(organizations.begin()).value();
    m_auth.signInWithin(signIn.server, signIn.orgSlug, next,
        [this, signIn, rest = std::move(organizations), done = std::move(done)](const Result<SignIn> &other) {
            if (other)
                if (const auto kept = keep(*other); !kept)
                    qWarning("The account's teams could not be saved: %s", kept.error().message.c_str());
            followNext(signIn, rest, done);
        });
}

Result<void> AccountMove::keep(const SignIn &signIn)
{
    return m_store.teams().signedIn(teamsOf(signIn));
}

void AccountMove::forgetFormerAccounts(std::function<void()> done)
{
    std::vector<FormerAccount> former = m_store.formerAccounts().list();
    const auto teams = m_store.teams().all();
    if (former.empty() || !teams)
        return done();
    m_forgetting.push_back(std::move(done));
    if (m_forgetting.size() > 1)
        return;
    std::erase_if(former, [&teams](const FormerAccount &one) {
        return std::ranges::any_of(*teams,
            [&one](const Team &team) { return team.server == one.server && team.orgSlug == one.orgSlug; });
    });
    forgetNext(std::move(former));
}

void AccountMove::forgetNext(std::vector<FormerAccount> accounts)
{
    if (accounts.empty()) {
        if (const auto forgotten = m_store.formerAccounts().forget(); !forgotten)
            qWarning("Former accounts could not be forgotten: %s", forgotten.error().message.c_str());
        return endForgetting();
    }
    const FormerAccount next = std::move(accounts.back());
    accounts.pop_back();
    m_auth.signOut(
        next.server, next.orgSlug, [this, rest = std::move(accounts)](const Result<void> &forgotten) {
            if (forgotten)
                forgetNext(rest);
            else
                endForgetting(); // the keyring is locked: later
        });
}

void AccountMove::endForgetting()
{
    for (const auto &waiting : std::exchange(m_forgetting, {}))
        waiting();
}

} // namespace mimir
