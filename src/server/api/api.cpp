#include "server/api/api.h"

#include "core/ids.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"
#include "server/api/signin.h"
#include "server/http/contentencoding.h"

#include <algorithm>

namespace mimir::server {
namespace {

// For unknown callers, decoded: many times the size of a sign-in.
constexpr std::size_t kMaxPublicBodyBytes = 64u << 10;
// Reports the fault itself.
constexpr std::string_view kHealth = "/health";

Response unauthorized(std::string_view code, std::string_view message)
{
    Response response = errorResponse(401, code, message);
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

Response noAccessToTeam()
{
    return errorResponse(403, "team_access_revoked", "no access to this team");
}

std::string_view bearerToken(const Request &request)
{
    static constexpr std::string_view scheme = "Bearer ";
    const std::string_view authorization = request.header("authorization");
    return authorization.starts_with(scheme) ? authorization.substr(scheme.size()) : std::string_view();
}

} // namespace

std::string_view Call::parameter(std::string_view name) const
{
    const auto at
        = std::ranges::find(parameters, name, [](const auto &pair) { return std::string_view(pair.first); });
    return at == parameters.end() ? std::string_view() : std::string_view(at->second);
}

Api::Api(Storage &storage, ApiContext &context)
    : m_services {context, storage.sql(),
        Accounts(storage.sql(), context.clock, context.random, context.passwordCost),
        Sessions(storage.sql(), context.clock, context.random),
        DeviceGrants(storage.sql(), context.clock, context.random), DeviceList(storage.sql(), context.clock),
        PersonKeys(storage.sql(), context.clock), OrgSettings(storage.sql()),
        SyncService(storage.sync(), context.clock, context.random)}
{
}

Response Api::handle(const Request &request, const RouteTable::Match &match)
{
    Call call {request, m_services, {}, match.parameters};
    Response response = dispatch(call, match);
    response.headers.emplace_back("X-Sync-Protocol", kProtocolText);
    response.user = call.identity.user;
    response.team = call.caller.teamId;
    response.device = call.caller.deviceId;
    if (match.route)
        response.route = match.route->pattern;
    return response;
}

Response Api::dispatch(Call &call, const RouteTable::Match &match)
{
    if (m_services.context.damaged && match.route && match.route->pattern != kHealth)
        return damagedResponse(500);
    if (match.route)
        return authorized(call, *match.route);
    if (match.allow.empty())
        return notFound();
    Response response = errorResponse(405, "method_not_allowed", "this resource supports " + match.allow);
    response.headers.emplace_back("Allow", match.allow);
    return response;
}

Response Api::authorized(Call &call, const Route &route)
{
    std::optional<Response> refusal;
    switch (route.policy) {
    case Policy::Public:
        break;
    case Policy::SignedIn:
        refusal = identify(call);
        break;
    case Policy::TeamMember:
        refusal = identify(call);
        if (!refusal)
            refusal = admitToTeam(call);
        break;
    case Policy::Undeclared:
        refusal = notFound(); // RouteTable::make rejects such routes
        break;
    }
    std::string decodedBody; // only for callers that may be answered at all
    const std::size_t most = route.policy == Policy::Public ? kMaxPublicBodyBytes : wire::kMaxBodyBytes;
    if (!refusal)
        refusal = decodeBody(call.request, decodedBody, call.body, most);
    return refusal ? std::move(*refusal) : route.handler(call);
}

std::optional<Response> Api::identify(Call &call)
{
    const auto identity = m_services.sessions.identify(bearerToken(call.request));
    if (!identity)
        return errorAnswer(identity.error());
    if (!*identity)
        return unauthorized("unauthorized", "the access token is not valid");
    call.identity = **identity;
    return std::nullopt;
}

// The device of the token is not: identify() would have refused it.
Result<bool> Api::isRevoked(const TokenHolder &holder, std::string_view deviceId)
{
    return deviceId == holder.deviceId ? Result<bool>(false)
                                       : m_services.devices.isRevoked(holder.user, deviceId);
}

std::optional<Response> Api::admitToTeam(Call &call)
{
    const auto device = deviceOf(call.request);
    if (!device)
        return errorAnswer(device.error());
    const auto revoked = isRevoked(call.identity, device->id);
    if (!revoked)
        return errorAnswer(revoked.error());
    if (*revoked)
        return unauthorized("device_revoked", "this device was signed out by its owner; sign in again");
    // Anything that cannot be an id or a slug does not reach a query.
    const std::string_view named = call.request.header("x-team-id");
    if (!isValidId(named))
        return noAccessToTeam();
    const auto team = m_services.accounts.teamFor(call.identity.user, call.identity.org, named);
    if (!team)
        return errorAnswer(team.error());
    if (!*team)
        return noAccessToTeam();
    call.caller = {call.identity.user, **team, device->id, device->name};
    return std::nullopt;
}

Result<void> Api::forgetExpired(Millis now)
{
    MIMIR_TRY(m_services.sessions.purge(now));
    return m_services.grants.purge();
}

} // namespace mimir::server
