#include "app/teamchoice.h"

#include "core/ids.h"

#include <algorithm>

namespace mimir {
namespace {

const Organization *organizationOf(const SignIn &signIn)
{
    const auto at = std::ranges::find(signIn.organizations, signIn.orgSlug, &Organization::slug);
    return at == signIn.organizations.end() ? nullptr : &*at;
}

Team teamOf(const SignIn &signIn, const ClientTeam &info)
{
    Team team;
    team.server = signIn.server;
    team.orgSlug = signIn.orgSlug;
    team.account = accountOf(signIn).id;
    team.teamId = info.teamId;
    team.slug = info.slug.empty() ? info.teamId : info.slug;
    team.name = info.name.empty() ? team.slug : info.name;
    team.role = info.role;
    return team;
}

Error noSuchTeam(std::string message, const std::vector<Team> &teams)
{
    for (const Team &team : teams)
        message += (&team == &teams.front() ? ": " : ", ") + team.slug;
    return {ErrorCode::NotFound, message, std::nullopt};
}

std::string usualTeam(const Organization &organization)
{
    std::string shared, personal;
    int count = 0;
    for (const ClientTeam &team : organization.teams) {
        (team.personal ? personal : shared) = team.teamId;
        count += team.personal ? 0 : 1;
    }
    return count == 1 ? shared : personal;
}

/// The account's personal team, which its server lets every token of the account use.
std::optional<Team> personalTeam(const SignIn &signIn)
{
    for (const Organization &organization : signIn.organizations)
        for (const ClientTeam &info : organization.teams)
            if (info.personal)
                return teamOf(signIn, info);
    return std::nullopt;
}

Result<std::vector<Team>> verbatim(const SignIn &signIn, const std::string &id)
{
    if (!isValidId(id))
        return noSuchTeam("the server does not name its teams: ask for one by its id", {});
    Team team = teamOf(signIn, ClientTeam {id, id, id, {}, false});
    team.isDefault = true;
    return std::vector<Team> {std::move(team)};
}

} // namespace

ServerAccount accountOf(const SignIn &signIn)
{
    return {signIn.server, signIn.userId.empty() ? signIn.email : signIn.userId, signIn.email};
}

std::vector<Team> teamsOf(const SignIn &signIn)
{
    std::vector<Team> teams;
    if (const Organization *organization = organizationOf(signIn)) {
        for (const ClientTeam &info : organization->teams)
            teams.push_back(teamOf(signIn, info));
    }
    return teams;
}

std::vector<Team> everyTeamOf(const SignIn &signIn)
{
    std::vector<Team> teams;
    for (const Organization &organization : signIn.organizations)
        for (const ClientTeam &info : organization.teams) {
            teams.push_back(teamOf(signIn, info));
            teams.back().orgSlug = organization.slug;
        }
    return teams;
}

Result<std::vector<Team>> teamsWithDefault(
    const SignIn &signIn, const std::string &asked, const std::optional<Team> &before)
{
    const bool sameAccount = before && before->server == signIn.server && before->orgSlug == signIn.orgSlug;
    std::vector<Team> teams = teamsOf(signIn);
    std::optional<Team> own = personalTeam(signIn);
    if (teams.empty() && !own)
        return verbatim(signIn, asked.empty() && sameAccount ? before->teamId : asked);
    if (own && (teams.empty() || asked == own->slug || asked == own->teamId)
        && std::ranges::find(teams, own->teamId, &Team::teamId) == teams.end())
        teams.push_back(*own);
    const auto choose = [&teams](const std::string &name) {
        const auto named = std::ranges::find_if(teams, [&name](const Team &team) {
            return !name.empty() && (team.slug == name || team.teamId == name);
        });
        if (named == teams.end())
            return false;
        named->isDefault = true;
        return true;
    };
    if (!asked.empty())
        return choose(asked) ? Result(std::move(teams)) : noSuchTeam("no such team", teams);
    // The tokens may be for an organisation that the server does not list.
    const Organization *organization = organizationOf(signIn);
    const bool moved = before && before->server != signIn.server; // a team is its id, wherever it is hosted
    if (((sameAccount || moved) && choose(before->teamId))
        || (organization && choose(usualTeam(*organization))))
        return teams;
    if (own) {
        if (std::ranges::find(teams, own->teamId, &Team::teamId) == teams.end())
            teams.push_back(*own);
        (void)choose(own->teamId);
        return teams;
    }
    return noSuchTeam("one of several teams must be chosen", teams);
}

std::vector<std::string> teamsToChoose(const Error &error)
{
    std::vector<std::string> teams;
    const std::size_t colon = error.message.find(": ");
    if (error.code != ErrorCode::NotFound || colon == std::string::npos)
        return teams;
    for (std::size_t at = colon + 2, comma = 0; comma != std::string::npos; at = comma + 2) {
        comma = error.message.find(", ", at);
        teams.push_back(error.message.substr(at, comma - at));
    }
    return teams;
}

} // namespace mimir
