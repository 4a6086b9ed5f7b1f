#include "server/api/answers.h"

#include <algorithm>

namespace mimir::server {
namespace {

struct Mapping {
    ErrorCode error;
    int status;
    std::string_view code;
};

// How a whole request is refused; items have results of their own.
constexpr Mapping kMappings[] = {
    {ErrorCode::DeviceRollback, 409, "device_rollback"},
    {ErrorCode::EpochChanged, 410, "epoch_changed"},
    {ErrorCode::CursorUnknown, 410, "cursor_unknown"},
    {ErrorCode::Forbidden, 403, "team_access_revoked"},
    {ErrorCode::Unauthorized, 401, "unauthorized"},
    {ErrorCode::DeviceRevoked, 401, "device_revoked"},
    {ErrorCode::SignInUnknown, 401, "sign_in_unknown"},
    {ErrorCode::Validation, 400, "validation"},
    {ErrorCode::Malformed, 400, "malformed"},
    {ErrorCode::NotFound, 404, "not_found"},
    {ErrorCode::TooLarge, 413, "too_large"},
    {ErrorCode::StoreBusy, 503, "busy"},
    {ErrorCode::StoreFull, 507, "storage_full"},
    {ErrorCode::StoreReadOnly, 503, "storage_read_only"},
};

} // namespace

Response answer(const json::Object &body)
{
    return {200, body.toJson(), {}};
}

Response secretAnswer(const json::Object &body)
{
    return {200, body.toJson(), {{"Cache-Control", "no-store"}}};
}

Response errorAnswer(const Error &error)
{
    if (error.code == ErrorCode::NotFound)
        return notFound();
    const auto known = std::ranges::find(kMappings, error.code, &Mapping::error);
    const bool isOurs = known == std::end(kMappings) || known->status >= 500;
    Response response = known == std::end(kMappings)
        ? failedResponse()
        : errorResponse(
            known->status, known->code, isOurs ? "the server cannot do that right now" : error.message);
    if (isOurs)
        response.log = error.message;
    if (response.status == 503)
        response.headers.emplace_back("Retry-After", "2");
    return response;
}

Response fieldError(std::string_view field, std::string_view message)
{
    json::Object details;
    details.setText("field", field);
    return errorResponse(400, "validation", message, details);
}

Response damagedResponse(int status)
{
    return errorResponse(
        status, "damaged", "the server's database is damaged: its administrator has to restore it");
}

Response notFound()
{
    return errorResponse(404, "not_found", "no such resource");
}

Response tooManyAttempts(Millis wait)
{
    const Millis seconds = (wait + 999) / 1000;
    json::Object details;
    details.setInteger("retryAfterSeconds", seconds);
    Response response = errorResponse(429, "too_many_attempts",
        "too many attempts; try again in " + std::to_string(seconds) + " s", details);
    response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

std::string arrayOf(const std::vector<std::string> &objects)
{
    std::string out = "[";
    for (const std::string &object : objects)
        out += (out.size() > 1 ? "," : "") + object;
    return out + "]";
}

std::string teamJson(const TeamInfo &team)
{
    json::Object out;
    out.setText("teamId", team.id);
    out.setText("teamSlug", team.slug);
    out.setText("teamName", team.name);
    out.setText("role", team.role);
    out.setBool("personal", team.personal);
    return out.toJson();
}

std::string orgJson(const OrgInfo &org)
{
    std::vector<std::string> teams;
    teams.reserve(org.teams.size());
    for (const TeamInfo &team : org.teams)
        teams.push_back(teamJson(team));
    json::Object out;
    out.setText("id", org.id);
    out.setText("slug", org.slug);
    out.setText("name", org.name);
    out.setText("role", org.role);
    out.setBool("personal", org.personal);
    out.setText("privacyMinimum", org.privacyMinimum);
    out.set("teams", arrayOf(teams));
    return out.toJson();
}

std::string userJson(const User &user, const std::vector<OrgInfo> &orgs)
{
    std::vector<std::string> list;
    list.reserve(orgs.size());
    for (const OrgInfo &org : orgs)
        list.push_back(orgJson(org));
    json::Object out;
    out.setText("id", user.id);
    out.setText("email", user.email);
    out.setText("fullName", user.name);
    out.set("organizations", arrayOf(list));
    return out.toJson();
}

} // namespace mimir::server
