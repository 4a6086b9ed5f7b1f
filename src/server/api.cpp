#include "server/api.h"

#include "core/plaintext.h"
#include "core/wire.h"
#include "server/contentencoding.h"

#include <algorithm>
#include <charconv>

namespace mimir::server {
namespace {

struct Mapping {
    ErrorCode error;
    int status;
    std::string_view code;
};

// What a whole request is refused with; items have results of their own.
constexpr Mapping kMappings[] = {
    {ErrorCode::DeviceRollback, 409, "device_rollback"},
    {ErrorCode::EpochChanged, 410, "epoch_changed"},
    {ErrorCode::Forbidden, 403, "team_access_revoked"},
    {ErrorCode::Unauthorized, 401, "unauthorized"},
    {ErrorCode::Validation, 400, "validation"},
    {ErrorCode::Malformed, 400, "malformed"},
    {ErrorCode::TooLarge, 413, "too_large"},
    {ErrorCode::StoreBusy, 503, "busy"},
    {ErrorCode::StoreFull, 507, "storage_full"},
    {ErrorCode::StoreReadOnly, 503, "storage_read_only"},
};

// The message of a failing store is for the log of the server, not for its clients.
Response errorOf(const Error &error)
{
    const auto known = std::ranges::find(kMappings, error.code, &Mapping::error);
    const bool isOurs = known == std::end(kMappings) || known->status >= 500;
    Response response = known == std::end(kMappings)
        ? errorResponse(500, "internal", "the server failed")
        : errorResponse(known->status, known->code, isOurs ? "" : error.message);
    if (isOurs)
        response.log = error.message;
    if (response.status == 503)
        response.headers.emplace_back("Retry-After", "2");
    return response;
}

template <typename T>
std::optional<T> numberIn(std::string_view text)
{
    T value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || std::cmp_less(value, 0))
        return std::nullopt;
    return value;
}

bool speaksProtocol2(const Request &request)
{
    return request.header("x-sync-protocol") == "2";
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
    std::string teams = "[";
    for (const TeamInfo &team : org.teams)
        teams += (teams.size() > 1 ? "," : "") + teamJson(team);
    json::Object out;
    out.setText("id", org.id);
    out.setText("slug", org.slug);
    out.setText("name", org.name);
    out.setText("role", org.role);
    out.setBool("personal", org.personal);
    out.set("teams", teams + "]");
    return out.toJson();
}

std::string userJson(const User &user, const std::vector<OrgInfo> &orgs)
{
    std::string list = "[";
    for (const OrgInfo &org : orgs)
        list += (list.size() > 1 ? "," : "") + orgJson(org);
    json::Object out;
    out.setText("id", user.id);
    out.setText("email", user.email);
    out.setText("fullName", user.name);
    out.set("organizations", list + "]");
    return out.toJson();
}

// organisationsOf() has the personal one last, so the default is the first.
const OrgInfo *choose(const std::vector<OrgInfo> &orgs, const std::optional<std::string> &slug)
{
    if (!slug || slug->empty())
        return orgs.empty() ? nullptr : &orgs.front();
    const auto at = std::ranges::find(orgs, *slug, &OrgInfo::slug);
    return at == orgs.end() ? nullptr : &*at;
}

} // namespace

struct Api::RouteEntry {
    std::string_view method;
    std::string_view path; ///< below /api/v1
    Route handler;
    LaneKind lane;
};

const Api::RouteEntry Api::kRoutes[] = {
    {"GET", "/health", &Api::health, LaneKind::Read},
    {"POST", "/auth/login", &Api::login, LaneKind::Password},
    {"POST", "/auth/refresh", &Api::refresh, LaneKind::Write},
    {"POST", "/auth/logout", &Api::logout, LaneKind::Write},
    {"POST", "/sync/batch", &Api::push, LaneKind::Write},
    {"GET", "/sync/pull", &Api::pull, LaneKind::Read},
};

namespace {

std::string_view relativePath(const Request &request)
{
    const std::string_view path = request.path();
    if (path == "/health")
        return path;
    return path.starts_with(wire::kBasePath) ? path.substr(wire::kBasePath.size()) : std::string_view();
}

} // namespace

Api::Api(Database &database, const Clock &clock, RandomSource &random, PasswordCost cost)
    : m_clock(clock), m_sql(database), m_accounts(m_sql, clock, random, cost),
      m_sessions(m_sql, clock, random), m_store(database), m_service(m_store, clock, random)
{
}

LaneKind Api::laneOf(const Request &request)
{
    const auto at = std::ranges::find(kRoutes, relativePath(request), &RouteEntry::path);
    return at == std::end(kRoutes) ? LaneKind::Read : at->lane;
}

Response Api::handle(const Request &request)
{
    const auto route = std::ranges::find(kRoutes, relativePath(request), &RouteEntry::path);
    Response response;
    if (route == std::end(kRoutes)) {
        response = errorResponse(404, "not_found", "no such resource");
    } else if (route->method != request.method) {
        response = errorResponse(405, "method_not_allowed", "");
        response.headers.emplace_back("Allow", std::string(route->method));
    } else {
        response = (this->*route->handler)(request);
    }
    response.headers.emplace_back("X-Sync-Protocol", "2");
    return response;
}

Response Api::health(const Request &)
{
    wire::Health health;
    health.maxProtocol = wire::kProtocol;
    health.serverTimestamp = m_clock.now();
    return {200, wire::encode(health), {}};
}

Response Api::login(const Request &request)
{
    const auto body = json::parseObject(request.body);
    if (!body)
        return errorOf(body.error());
    const auto email = body->text("email");
    const auto password = body->text("password");
    if (!email || !password)
        return errorResponse(400, "validation", "email and password are needed");
    const auto user = m_accounts.authenticate(*email, *password);
    if (!user)
        return user.error().code == ErrorCode::Unauthorized
            ? errorResponse(401, "invalid_credentials", user.error().message)
            : errorOf(user.error());
    const auto orgs = m_accounts.organisationsOf(user->pk);
    if (!orgs)
        return errorOf(orgs.error());
    const OrgInfo *org = choose(*orgs, body->text("orgSlug"));
    if (!org)
        return errorResponse(403, "forbidden", "not a member of this organisation");
    const DeviceLabel device {std::string(request.header("x-device-id")),
        singleLine(percentDecoded(request.header("x-device-name")).value_or(""))};
    const auto tokens = m_sessions.open({user->pk, org->pk}, device);
    return tokens ? signedIn(*tokens) : errorOf(tokens.error());
}

Response Api::refresh(const Request &request)
{
    const auto body = json::parseObject(request.body);
    if (!body)
        return errorOf(body.error());
    const auto token = body->text("refreshToken");
    if (!token)
        return errorResponse(400, "validation", "refreshToken is needed");
    const auto tokens
        = m_sessions.refresh(*token, request.header("x-device-id"), body->text("orgSlug").value_or(""));
    if (!tokens && tokens.error().code == ErrorCode::Forbidden)
        return errorResponse(403, "forbidden", tokens.error().message);
    return tokens ? signedIn(*tokens) : errorOf(tokens.error());
}

Response Api::signedIn(const Tokens &tokens)
{
    const auto user = m_accounts.user(tokens.identity.user);
    const auto orgs = m_accounts.organisationsOf(tokens.identity.user);
    if (!user || !orgs)
        return errorOf(user ? orgs.error() : user.error());
    const auto org = std::ranges::find(*orgs, tokens.identity.org, &OrgInfo::pk);
    if (!*user || org == orgs->end())
        return errorResponse(401, "unauthorized", "no longer a member of this organisation");
    const auto secret = m_accounts.orgSecret(**user, *org);
    if (!secret)
        return errorOf(secret.error());
    json::Object body;
    body.setText("accessToken", tokens.access);
    body.setText("refreshToken", tokens.refresh);
    body.setInteger("expiresIn", kAccessLife / 1000);
    body.set("user", userJson(**user, *orgs));
    body.setText("orgSlug", org->slug);
    body.setText("orgSecret", *secret);
    return {200, body.toJson(), {{"Cache-Control", "no-store"}}};
}

Response Api::logout(const Request &request)
{
    const auto body = json::parseObject(request.body);
    if (!body)
        return errorOf(body.error());
    const auto closed = m_sessions.close(body->text("refreshToken").value_or(""),
        body->boolean("all").value_or(false), body->text("orgSlug").value_or(""));
    return closed ? Response {200, "{\"success\":true}", {}} : errorOf(closed.error());
}

Result<void> Api::maintain()
{
    MIMIR_TRY(m_sessions.purge());
    return m_service.emptyTrash();
}

Result<Caller> Api::callerOf(const Request &request)
{
    static constexpr std::string_view scheme = "Bearer ";
    const std::string_view authorization = request.header("authorization");
    const auto identity = authorization.starts_with(scheme)
        ? m_sessions.identify(authorization.substr(scheme.size()))
        : Result<std::optional<Identity>>(std::nullopt);
    MIMIR_TRY(identity);
    if (!*identity)
        return Error {ErrorCode::Unauthorized, "the access token is not valid"};
    const auto team = m_accounts.teamFor((*identity)->user, (*identity)->org, request.header("x-team-id"));
    MIMIR_TRY(team);
    if (!*team)
        return Error {ErrorCode::Forbidden, "no access to this team"};
    return Caller {(*identity)->user, **team, std::string(request.header("x-device-id")),
        percentDecoded(request.header("x-device-name")).value_or("")};
}

Response Api::push(const Request &request)
{
    const auto caller = callerOf(request);
    if (!caller)
        return errorOf(caller.error());
    std::string storage;
    std::string_view body;
    if (auto refusal = decodeBody(request, storage, body))
        return std::move(*refusal);
    const auto batch = wire::decodeBatch(body);
    if (!batch)
        return errorOf(batch.error());
    const auto answer = m_service.push(*caller, *batch);
    if (!answer)
        return errorOf(answer.error());
    Response response {200, wire::encode(*answer)};
    if (answer->changed)
        response.wakes.push_back({caller->teamId, caller->user});
    if (answer->sharedChanged)
        response.wakes.push_back({caller->teamId, 0});
    return response;
}

Response Api::pull(const Request &request)
{
    const auto caller = callerOf(request);
    if (!caller)
        return errorOf(caller.error());
    PullQuery query;
    query.since = request.parameter("since").value_or("");
    query.byTime = !speaksProtocol2(request);
    if (const auto limit = request.parameter("limit")) {
        const auto number = numberIn<std::size_t>(*limit);
        if (!number || *number == 0)
            return errorResponse(400, "validation", "limit is no number");
        query.limit = *number;
    }
    if (const std::string_view seq = request.header("x-last-op-seq"); !seq.empty()) {
        query.lastOpSeq = numberIn<std::int64_t>(seq);
        if (!query.lastOpSeq)
            return errorResponse(400, "validation", "X-Last-Op-Seq is no number");
    }
    auto page = m_service.pull(*caller, query);
    if (!page)
        return errorOf(page.error());
    Response response {200, std::move(*page)};
    encodeAnswer(request, response);
    return response;
}

} // namespace mimir::server
