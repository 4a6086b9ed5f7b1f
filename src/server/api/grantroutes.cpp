#include "core/plaintext.h"
#include "core/text.h"
#include "server/api/answers.h"
#include "server/api/approvalpage.h"
#include "server/api/handlers.h"
#include "server/api/signin.h"
#include "server/http/formbody.h"

#include <algorithm>

namespace mimir::server::grants {
namespace {

constexpr std::string_view kGrantType = "urn:ietf:params:oauth:grant-type:device_code";
constexpr std::string_view kUnknownCode = "No device is waiting with this code. A code is valid once, for "
                                          "ten minutes; the device can show a new one.";

// The answer goes back to the sender of the Host header, so a false one misleads no one else.
std::string publicUrl(const Call &call)
{
    if (!call.services.context.publicUrl.empty())
        return call.services.context.publicUrl;
    const std::string_view host = call.request.header("host");
    const auto allowed = [](char c) {
        return isLetterOrDigit(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    };
    const bool usable = !host.empty() && host.size() <= 255 && std::ranges::all_of(host, allowed);
    return (call.request.secure ? "https://" : "http://") + std::string(usable ? host : "localhost");
}

Response grantError(std::string_view code, std::string_view message, const GrantPoll *poll = nullptr)
{
    Response response = errorResponse(400, code, message);
    auto body = json::parseObject(response.body);
    if (!body)
        return errorAnswer(body.error());
    body->setText("error", code);
    if (poll)
        body->setInteger("interval", poll->intervalSeconds);
    response.body = body->toJson();
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

// Also uses the names of RFC 6749, 5.1. Errors: Unauthorized if the user who approved it may no longer sign
// in.
Result<json::Object> grantedBody(ApiServices &services, const GrantPoll &poll)
{
    const auto tokens = openSession(services, poll.identity, poll.device);
    MIMIR_TRY(tokens);
    auto body = sessionBody(services, *tokens);
    MIMIR_TRY(body);
    body->setText("access_token", tokens->access);
    body->setText("refresh_token", tokens->refresh);
    body->setText("token_type", "Bearer");
    body->setInteger("expires_in", tokens->accessLife / 1000);
    return body;
}

Response refusal(const GrantPoll &poll)
{
    switch (poll.state) {
    case GrantPoll::State::Pending:
        return grantError("authorization_pending", "no one has approved it yet", &poll);
    case GrantPoll::State::SlowDown:
        return grantError("slow_down", "asked too early; the interval is longer now", &poll);
    case GrantPoll::State::Denied:
        return grantError("access_denied", "the owner denied the device");
    case GrantPoll::State::Expired:
    case GrantPoll::State::Approved:
        break;
    }
    return grantError("expired_token", "the code has expired, was already used, or never existed");
}

Response page(int status, const ApprovalView &view)
{
    return approvalPage(status, view);
}

Response waitPage(Millis wait, ApprovalView view)
{
    const std::string seconds = std::to_string((wait + 999) / 1000);
    view.problem = "Too many attempts. Please try again in " + seconds + " seconds.";
    Response response = approvalPage(429, view);
    response.headers.emplace_back("Retry-After", seconds);
    response.code = "too_many_attempts";
    return response;
}

Response failedPage(const Error &error, ApprovalView view)
{
    view.problem = "The server cannot do that right now. Nothing was changed; please try again in a moment.";
    Response response = approvalPage(503, view);
    response.headers.emplace_back("Retry-After", "2");
    response.log = error.message;
    return response;
}

// Fills the view with the code's device; returns a page if there is none.
std::optional<Response> lookUp(Call &call, const std::string &typed, ApprovalView &view)
{
    view.step = ApprovalView::Step::EnterCode;
    view.userCode = singleLine(typed, 16);
    if (const auto wait = call.services.context.throttle.beginUserCode(call.request.peer))
        return waitPage(*wait, view);
    const auto grant = call.services.grants.find(typed);
    if (!grant)
        return failedPage(grant.error(), view);
    if (!*grant) {
        view.problem = kUnknownCode;
        return page(404, view);
    }
    call.services.context.throttle.userCodeFound(call.request.peer);
    view.step = ApprovalView::Step::Approve;
    view.userCode = userCodeFromText(typed);
    view.deviceName = singleLine((*grant)->deviceName);
    return std::nullopt;
}

Response decided(const Result<bool> &done, ApprovalView view, ApprovalView::Step step)
{
    if (!done)
        return failedPage(done.error(), view);
    if (*done) {
        view.step = step;
        return page(200, view);
    }
    view.step = ApprovalView::Step::EnterCode;
    view.problem = kUnknownCode;
    return page(404, view);
}

Response wrongPasswordPage(ApprovalView view)
{
    view.problem = "The e-mail address or the password is wrong.";
    return page(403, view);
}

Result<bool> approveAs(ApiServices &services, const SignInAttempt &entry, const std::string &userCode)
{
    SqlTransaction transaction(services.sql);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(services.accounts.admit(entry.user.pk, entry.user.passwordHash));
    auto done = services.grants.approve(userCode, {entry.user.pk, entry.org.pk});
    MIMIR_TRY(done);
    MIMIR_TRY(transaction.commit());
    return done;
}

Response approve(Call &call, const std::string &password, ApprovalView view)
{
    const SignInAttempt entry = signIn(call, view.email, password, view.organisation);
    switch (entry.outcome) {
    case SignInAttempt::Outcome::Done:
        break;
    case SignInAttempt::Outcome::TooManyAttempts:
        return waitPage(entry.wait, view);
    case SignInAttempt::Outcome::WrongPassword:
        return wrongPasswordPage(view);
    case SignInAttempt::Outcome::NoSuchOrganisation:
        view.problem = "You are not a member of this organisation. Leave the field empty for your own.";
        return page(403, view);
    case SignInAttempt::Outcome::Failed:
        return failedPage(entry.error, view);
    }
    const auto done = approveAs(call.services, entry, view.userCode);
    if (!done && done.error().code == ErrorCode::Unauthorized)
        return wrongPasswordPage(view);
    return decided(done, view, ApprovalView::Step::Approved);
}

} // namespace

Response begin(Call &call)
{
    const auto device = deviceOf(call.request);
    if (!device)
        return errorAnswer(device.error());
    if (const auto fields = bodyFields(call.request, call.body); !fields)
        return errorAnswer(fields.error());
    if (const auto wait = call.services.context.throttle.beginGrant(call.request.peer))
        return tooManyAttempts(*wait);
    const auto grant = call.services.grants.begin(*device);
    if (!grant)
        return errorAnswer(grant.error());
    const std::string page = publicUrl(call) + std::string(wire::kBasePath) + "/auth/device";
    json::Object body;
    body.setText("device_code", grant->deviceCode);
    body.setText("user_code", grant->userCode);
    body.setText("verification_uri", page);
    body.setText("verification_uri_complete", page + "?user_code=" + grant->userCode);
    body.setInteger("expires_in", kGrantLife / 1000);
    body.setInteger("interval", grant->intervalSeconds);
    return secretAnswer(body);
}

Response token(Call &call)
{
    const auto fields = bodyFields(call.request, call.body);
    if (!fields)
        return errorAnswer(fields.error());
    const auto code = fields->text("device_code");
    if (!code)
        return grantError("invalid_request", "device_code is required");
    if (fields->text("grant_type").value_or(std::string(kGrantType)) != kGrantType)
        return grantError("unsupported_grant_type", "grant_type must be " + std::string(kGrantType));
    SqlTransaction transaction(call.services.sql);
    if (!transaction.begun())
        return errorAnswer(transaction.begun().error());
    const auto poll = call.services.grants.poll(*code);
    if (!poll)
        return errorAnswer(poll.error());
    Response response = refusal(*poll);
    if (poll->state == GrantPoll::State::Approved) {
        const auto body = grantedBody(call.services, *poll);
        if (!body && body.error().code != ErrorCode::Unauthorized)
            return errorAnswer(body.error());
        response = body ? secretAnswer(*body) : refusal({});
    }
    const auto committed = transaction.commit();
    return committed ? response : errorAnswer(committed.error());
}

Response showApproval(Call &call)
{
    const auto typed = call.request.parameter("user_code");
    ApprovalView view;
    if (!typed || typed->empty())
        return page(200, view);
    if (const auto answered = lookUp(call, scrubbed(*typed), view))
        return *answered;
    return page(200, view);
}

Response decide(Call &call)
{
    ApprovalView view;
    const auto fields = isForm(call.request)
        ? bodyFields(call.request, call.body)
        : Result<json::Object>(Error {ErrorCode::Malformed, "not a form"});
    const auto decision = fields ? fields->text("decision") : std::nullopt;
    if (!decision || (*decision != "approve" && *decision != "deny")) {
        view.problem = "This form cannot be read. Please start again with the code.";
        return page(400, view);
    }
    if (const auto answered = lookUp(call, fields->text("user_code").value_or(""), view))
        return *answered;
    if (*decision == "deny")
        return decided(call.services.grants.deny(view.userCode), view, ApprovalView::Step::Denied);
    view.email = fields->text("email").value_or("");
    view.organisation = fields->text("organisation").value_or("");
    const std::string password = fields->text("password").value_or("");
    if (view.email.empty() || password.empty()) {
        view.problem = "Please enter your e-mail address and password.";
        return page(400, view);
    }
    return approve(call, password, view);
}

} // namespace mimir::server::grants
