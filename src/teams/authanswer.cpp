#include "teams/authanswer.h"

#include "core/ids.h"
#include "core/wire/serveranswer.h"
#include "core/wire/wire.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::int64_t kUsualLifeSeconds = 900;
constexpr std::int64_t kLongestLifeSeconds = std::int64_t(24) * 3600;
// Each of a person's teams costs a request in every run.
constexpr std::size_t kMostTeams = 200;
constexpr std::size_t kMostOrganizations = 200;

std::string textOf(const json::Object &object, std::string_view key)
{
    return object.text(key).value_or("");
}

ClientTeam teamOf(const json::Object &object)
{
    ClientTeam team;
    team.teamId = textOf(object, "teamId");
    team.slug = textOf(object, "teamSlug");
    team.name = object.text("teamName").value_or(team.slug);
    team.role = textOf(object, "role");
    team.personal = object.boolean("personal").value_or(false);
    return team;
}

void readUser(const json::Object &user, SignIn &signIn)
{
    signIn.userId = textOf(user, "id");
    signIn.email = textOf(user, "email");
    signIn.fullName = textOf(user, "fullName");
    std::size_t left = kMostTeams;
    for (const json::Object &object : objectsIn(user, "organizations")) {
        if (signIn.organizations.size() == kMostOrganizations)
            break;
        Organization &organization = signIn.organizations.emplace_back(organizationOf(object));
        if (organization.teams.size() > left)
            organization.teams.resize(left);
        left -= organization.teams.size();
    }
    signIn.listsAllTeams = left > 0;
}

// A token is sent back in a header and in JSON: printable, of a size that servers accept.
bool isToken(std::string_view text)
{
    return !text.empty() && text.size() <= 8192
        && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

PrivacyLevel maxPrivacyLevel(const json::Object &object, std::string_view key)
{
    if (!object.find(key))
        return PrivacyLevel::Full;
    return privacyLevelFromName(textOf(object, key)).value_or(PrivacyLevel::Nothing);
}

std::vector<json::Object> objectsIn(const json::Object &object, std::string_view key)
{
    std::vector<json::Object> objects;
    const std::string *array = object.find(key);
    const auto elements = array ? json::parseArray(*array) : Result<std::vector<std::string>>(Error {});
    if (!elements)
        return objects;
    for (const std::string &element : *elements) {
        if (auto parsed = json::parseObject(element))
            objects.push_back(std::move(*parsed));
    }
    return objects;
}

Organization organizationOf(const json::Object &object)
{
    Organization organization;
    organization.id = textOf(object, "id");
    organization.slug = object.text("slug").value_or(organization.id);
    organization.name = object.text("name").value_or(organization.slug);
    organization.role = textOf(object, "role");
    organization.personal = object.boolean("personal").value_or(false);
    organization.maxPrivacyLevel = maxPrivacyLevel(object, "privacyMinimum");
    for (const json::Object &team : objectsIn(object, "teams")) {
        ClientTeam read = teamOf(team);
        if (isValidId(read.teamId)) // it goes into a header
            organization.teams.push_back(std::move(read));
    }
    return organization;
}

Error refusalOf(const HttpAnswer &answer)
{
    const auto error = [&answer](ErrorCode code, const char *what) {
        return Error {code, what, std::nullopt};
    };
    if (answer.status == 0)
        return error(answer.failure, "no answer from the server");
    if (isOverload(answer.status)) {
        Error later = error(errorOfStatus(answer.status), "");
        later.message = "status " + std::to_string(answer.status);
        if (answer.retryAfter) {
            later.retryAfter = std::chrono::milliseconds(*answer.retryAfter);
            later.message = "try again in " + std::to_string((*answer.retryAfter + 999) / 1000) + " s";
        }
        return later;
    }
    if (answer.html || (answer.status == 404 && wire::errorCodeOf(answer.body).empty()))
        return error(ErrorCode::NotOurs, "not the answer of a Mimir Teams server");
    switch (answer.status) {
    case 401:
        return error(ErrorCode::Unauthorized, "the server did not accept the credentials");
    case 403:
        return error(ErrorCode::Forbidden, "the server denied access to this organisation");
    case 404:
        return error(ErrorCode::NotFound, "the server does not know this organisation");
    default:
        return error(ErrorCode::Refused, "the server refused the request");
    }
}

Result<AuthAnswer> readAuthAnswer(const HttpAnswer &answer)
{
    if (answer.status < 200 || answer.status > 299)
        return refusalOf(answer);
    const auto object = json::parseObject(answer.body);
    AuthAnswer read;
    if (object) {
        read.accessToken = textOf(*object, "accessToken");
        read.refreshToken = textOf(*object, "refreshToken");
    }
    if (!isToken(read.accessToken) || (!read.refreshToken.empty() && !isToken(read.refreshToken)))
        return Error {ErrorCode::NotOurs, "not the answer of a Mimir Teams server"};
    const std::int64_t life = object->integer("expiresIn").value_or(kUsualLifeSeconds);
    read.expiresIn = std::clamp<std::int64_t>(life, 1, kLongestLifeSeconds) * tuning::kSecond;
    read.signIn.orgSlug = textOf(*object, "orgSlug");
    const std::string *user = object->find("user");
    if (const auto parsed = json::parseObject(user ? *user : std::string()); parsed) {
        readUser(*parsed, read.signIn);
        // Otherwise it would be taken for another account, for which nothing here is sent.
        read.hasUser = !read.signIn.userId.empty() || !read.signIn.email.empty();
    }
    return read;
}

bool refusesToken(const HttpAnswer &answer)
{
    if (answer.html)
        return false;
    if (answer.status == 401)
        return true;
    if (answer.status != 400)
        return false;
    const auto object = json::parseObject(answer.body);
    return object
        && (textOf(*object, "error") == "invalid_grant" || textOf(*object, "code") == "invalid_grant");
}

Error whyRefused(const HttpAnswer &answer)
{
    const std::string code = wire::errorCodeOf(answer.body);
    if (code == kDeviceRevoked)
        return {ErrorCode::DeviceRevoked, "this device was removed from the account", std::nullopt};
    if (code == kSignInUnknown)
        return {ErrorCode::SignInUnknown, "the server has no record of this sign-in", std::nullopt};
    return {ErrorCode::SignedOut, "no usable token", std::nullopt};
}

} // namespace mimir
