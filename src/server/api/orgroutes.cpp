#include "core/gitremote.h"
#include "server/accounts/teamdirectory.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"

#include <algorithm>

namespace mimir::server::organisations {
namespace {

// Only the caller's own organisations, so that a foreign one looks like an unknown one: NotFound.
Result<OrgInfo> named(Call &call)
{
    const auto orgs = call.services.accounts.organisationsOf(call.identity.user);
    MIMIR_TRY(orgs);
    const auto at = std::ranges::find(*orgs, call.parameter("slug"), &OrgInfo::slug);
    if (at == orgs->end())
        return Error {ErrorCode::NotFound, "no such organisation"};
    return *at;
}

Response teamsAnswer(const Result<std::vector<TeamInfo>> &teams)
{
    if (!teams)
        return errorAnswer(teams.error());
    std::vector<std::string> list;
    for (const TeamInfo &team : *teams)
        list.push_back(teamJson(team));
    json::Object body;
    body.set("teams", arrayOf(list));
    return answer(body);
}

} // namespace

Response list(Call &call)
{
    std::vector<std::string> list;
    const auto orgs = call.services.accounts.organisationsOf(call.identity.user);
    if (!orgs)
        return errorAnswer(orgs.error());
    for (const OrgInfo &org : *orgs)
        list.push_back(orgJson(org));
    json::Object body;
    body.set("organizations", arrayOf(list));
    return answer(body);
}

Response show(Call &call)
{
    const auto org = named(call);
    return org ? Response {200, orgJson(*org), {}} : errorAnswer(org.error());
}

Response teams(Call &call)
{
    const auto org = named(call);
    if (!org)
        return errorAnswer(org.error());
    return teamsAnswer(TeamDirectory(call.services.sql).visibleTo(call.identity.user, *org));
}

Response detectTeams(Call &call)
{
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const auto repository = body->text("repository");
    if (!repository)
        return fieldError("repository", "repository is required");
    const auto org = named(call);
    if (!org)
        return errorAnswer(org.error());
    const auto user = call.services.accounts.user(call.identity.user);
    const auto asked = body->text("userId");
    if (!user)
        return errorAnswer(user.error());
    if (asked && (!*user || *asked != (*user)->id))
        return notFound();
    const std::string remote = normalizedRemote(*repository);
    if (remote.empty())
        return fieldError("repository", "not a git remote");
    return teamsAnswer(TeamDirectory(call.services.sql).ofRepository(call.identity.user, org->pk, remote));
}

Response config(Call &call)
{
    const auto org = named(call);
    if (!org)
        return errorAnswer(org.error());
    const auto config = call.services.orgSettings.read(org->pk);
    if (!config)
        return errorAnswer(config.error());
    json::Object body = orgConfigJson(*config);
    body.set("limits", wire::encodeLimits({}));
    return answer(body);
}

} // namespace mimir::server::organisations
