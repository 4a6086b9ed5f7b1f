#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/api/signin.h"

namespace mimir::server::auth {
namespace {

Response signedIn(const Result<json::Object> &body)
{
    return body ? secretAnswer(*body) : errorAnswer(body.error());
}

Response wrongPassword(const Error &error)
{
    return errorResponse(401, "invalid_credentials", error.message);
}

Response notInOrganisation()
{
    return errorResponse(403, "forbidden", "not a member of this organisation");
}

} // namespace

Response login(Call &call)
{
    const auto device = deviceOf(call.request);
    if (!device)
        return errorAnswer(device.error());
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const auto email = body->text("email");
    const auto password = body->text("password");
    if (!email || !password)
        return fieldError(email ? "password" : "email", "email and password are required");
    const SignInAttempt entry = signIn(call, *email, *password, body->text("orgSlug").value_or(""));
    switch (entry.outcome) {
    case SignInAttempt::Outcome::Done:
        break;
    case SignInAttempt::Outcome::TooManyAttempts:
        return tooManyAttempts(entry.wait);
    case SignInAttempt::Outcome::WrongPassword:
        return wrongPassword(entry.error);
    case SignInAttempt::Outcome::NoSuchOrganisation:
        return notInOrganisation();
    case SignInAttempt::Outcome::Failed:
        return errorAnswer(entry.error);
    }
    const auto tokens
        = openSession(call.services, {entry.user.pk, entry.org.pk}, *device, entry.user.passwordHash);
    if (!tokens && tokens.error().code == ErrorCode::Unauthorized)
        return wrongPassword(tokens.error());
    return signedIn(tokens ? sessionBody(call.services, *tokens, entry.user, entry.orgs) : tokens.error());
}

Response refresh(Call &call)
{
    const auto device = deviceOf(call.request);
    if (!device)
        return errorAnswer(device.error());
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const auto token = body->text("refreshToken");
    if (!token)
        return fieldError("refreshToken", "refreshToken is required");
    const auto tokens = call.services.sessions.refresh(
        *token, device->id, body->text("orgSlug").value_or(""), device->name);
    if (!tokens && tokens.error().code == ErrorCode::Forbidden)
        return notInOrganisation();
    return signedIn(tokens ? sessionBody(call.services, *tokens) : tokens.error());
}

Response logout(Call &call)
{
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const auto token = body->text("refreshToken");
    if (!token)
        return fieldError("refreshToken", "refreshToken is required");
    const auto reach
        = body->boolean("all").value_or(false) ? Sessions::Reach::AllDevices : Sessions::Reach::ThisSession;
    const auto closed = call.services.sessions.close(*token, reach, body->text("orgSlug").value_or(""));
    if (!closed)
        return errorAnswer(closed.error());
    json::Object done;
    done.setBool("success", true);
    return answer(done);
}

Response changePassword(Call &call)
{
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const auto current = body->text("currentPassword");
    const auto next = body->text("newPassword");
    if (!current || !next)
        return fieldError(current ? "newPassword" : "currentPassword", "both passwords are required");
    const auto user = call.services.accounts.user(call.identity.user);
    if (!user)
        return errorAnswer(user.error());
    const std::string email = *user ? (*user)->email : std::string();
    Throttle &throttle = call.services.context.throttle;
    if (const auto wait = throttle.beginSignIn(call.request.peer, email))
        return tooManyAttempts(*wait);
    const auto proven = call.services.accounts.authenticate(email, *current);
    // 401 would mean that the token is invalid.
    if (!proven && proven.error().code == ErrorCode::Unauthorized)
        return errorResponse(403, "invalid_credentials", "the current password is wrong");
    if (!proven)
        return errorAnswer(proven.error());
    throttle.signedIn(call.request.peer, email);
    const auto changed = call.services.accounts.changePassword(*proven, *next, call.identity.device);
    if (!changed && changed.error().code == ErrorCode::Validation)
        return fieldError("newPassword", changed.error().message);
    if (!changed)
        return errorAnswer(changed.error());
    json::Object done;
    done.setBool("success", true);
    return answer(done);
}

} // namespace mimir::server::auth
