#include "server/api/signin.h"

#include "core/ids.h"
#include "core/plaintext.h"
#include "core/text.h"
#include "server/api/answers.h"

#include <algorithm>

namespace mimir::server {
namespace {

// organisationsOf() lists the personal one last, so the first is the default.
const OrgInfo *choose(const std::vector<OrgInfo> &orgs, const std::string &slug)
{
    if (slug.empty())
        return orgs.empty() ? nullptr : &orgs.front();
    const auto at = std::ranges::find(orgs, slug, &OrgInfo::slug);
    return at == orgs.end() ? nullptr : &*at;
}

Error noMember()
{
    return {ErrorCode::Unauthorized, "no longer a member of this organisation"};
}

} // namespace

SignInAttempt signIn(
    Call &call, const std::string &email, const std::string &password, const std::string &orgSlug)
{
    SignInAttempt result;
    Throttle &throttle = call.services.context.throttle;
    if (const auto wait = throttle.beginSignIn(call.request.peer, email)) {
        result.outcome = SignInAttempt::Outcome::TooManyAttempts;
        result.wait = *wait;
        return result;
    }
    const auto user = call.services.accounts.authenticate(email, password);
    if (!user) {
        const bool wrong = user.error().code == ErrorCode::Unauthorized;
        result.outcome = wrong ? SignInAttempt::Outcome::WrongPassword : SignInAttempt::Outcome::Failed;
        result.error = user.error();
        return result;
    }
    throttle.signedIn(call.request.peer, email);
    auto orgs = call.services.accounts.organisationsOf(user->pk);
    if (!orgs) {
        result.error = orgs.error();
        return result;
    }
    const OrgInfo *org = choose(*orgs, orgSlug);
    result.outcome = org ? SignInAttempt::Outcome::Done : SignInAttempt::Outcome::NoSuchOrganisation;
    result.user = *user;
    if (org)
        result.org = *org;
    result.orgs = std::move(*orgs);
    return result;
}

Result<DeviceLabel> deviceOf(const Request &request)
{
    const std::string_view id = request.header("x-device-id");
    if (!id.empty() && !isValidId(id))
        return Error {ErrorCode::Validation, "X-Device-ID is not an id"};
    const auto name = percentDecoded(request.header("x-device-name"));
    if (!name)
        return Error {ErrorCode::Validation, "X-Device-Name has an invalid escape"};
    return DeviceLabel {std::string(id), singleLine(scrubbed(*name))};
}

Result<Tokens> openSession(
    ApiServices &services, const Identity &identity, const DeviceLabel &device, std::string_view passwordHash)
{
    SqlTransaction transaction(services.sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(services.accounts.admit(identity.user, passwordHash));
    MIMIR_TRY(services.devices.welcome(identity.user, device.id));
    auto tokens = services.sessions.open(identity, device);
    MIMIR_TRY(tokens);
    MIMIR_TRY(transaction.commit());
    return tokens;
}

Result<json::Object> sessionBody(ApiServices &services, const Tokens &tokens)
{
    const auto user = services.accounts.user(tokens.identity.user);
    const auto orgs = services.accounts.organisationsOf(tokens.identity.user);
    MIMIR_TRY(user);
    MIMIR_TRY(orgs);
    return *user ? sessionBody(services, tokens, **user, *orgs) : noMember();
}

Result<json::Object> sessionBody(
    ApiServices &services, const Tokens &tokens, const User &user, const std::vector<OrgInfo> &orgs)
{
    const auto org = std::ranges::find(orgs, tokens.identity.org, &OrgInfo::pk);
    if (org == orgs.end())
        return noMember();
    const auto secret = services.accounts.orgSecret(user, *org);
    MIMIR_TRY(secret);
    json::Object body;
    body.setText("accessToken", tokens.access);
    body.setText("refreshToken", tokens.refresh);
    body.setInteger("expiresIn", tokens.accessLife / 1000);
    body.set("user", userJson(user, orgs));
    body.setText("orgSlug", org->slug);
    body.setText("orgSecret", *secret);
    return body;
}

} // namespace mimir::server
