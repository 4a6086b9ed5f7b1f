#include "server/api/routes.h"

#include "core/wire/wire.h"

#include <algorithm>

namespace mimir::server {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// Load balancers ask for /health; it is the only resource outside the base path.
std::string_view relativePath(const Request &request)
{
    const std::string_view path = request.path();
    if (path == "/health")
        return path;
    return path.starts_with(wire::kBasePath) ? path.substr(wire::kBasePath.size()) : std::string_view();
}

std::string_view takeSegment(std::string_view &rest)
{
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

bool isPlaceholder(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::optional<Parameters> fit(std::string_view pattern, std::string_view path)
{
    Parameters found;
    while (pattern.starts_with('/') && path.starts_with('/')) {
        const std::string_view wanted = takeSegment(pattern);
        const std::string_view given = takeSegment(path);
        if (!isPlaceholder(wanted)) {
            if (wanted != given)
                return std::nullopt;
            continue;
        }
        auto value = percentDecoded(given);
        if (!value || value->empty())
            return std::nullopt;
        found.emplace_back(wanted.substr(1, wanted.size() - 2), std::move(*value));
    }
    return pattern.empty() && path.empty() ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<std::string_view> faultOf(const Route &route)
{
    if (route.policy == Policy::Undeclared)
        return "declares no policy: say who may use it";
    if (route.handler == nullptr)
        return "has no handler";
    if (!route.pattern.starts_with('/'))
        return "has a pattern that does not begin with '/'";
    if (route.statuses.empty())
        return "documents no status";
    return std::nullopt;
}

} // namespace

std::string_view policyName(Policy policy)
{
    switch (policy) {
    case Policy::Public:
        return "public";
    case Policy::SignedIn:
        return "signed in";
    case Policy::TeamMember:
        return "team member";
    case Policy::Undeclared:
        break;
    }
    return "undeclared";
}

std::vector<int> Route::allStatuses() const
{
    std::vector<int> all = statuses;
    if (policy != Policy::Public)
        all.push_back(401);
    if (policy == Policy::TeamMember)
        all.push_back(403);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Result<RouteTable> RouteTable::make(std::span<const Route> routes)
{
    for (const Route &route : routes) {
        const auto twice = [&route](const Route &other) {
            return other.method == route.method && other.pattern == route.pattern;
        };
        auto fault = faultOf(route);
        if (!fault && std::ranges::count_if(routes, twice) > 1)
            fault = "is declared twice";
        if (fault)
            return Error {ErrorCode::Validation,
                "route " + std::string(route.method) + ' ' + std::string(route.pattern) + ' '
                    + std::string(*fault)};
    }
    return RouteTable(routes);
}

RouteTable::Match RouteTable::match(const Request &request) const
{
    Match match;
    const std::string_view path = relativePath(request);
    for (const Route &route : m_routes) {
        auto parameters = fit(route.pattern, path);
        if (!parameters)
            continue;
        match.allow += (match.allow.empty() ? "" : ", ") + std::string(route.method);
        if (route.method == request.method) {
            match.route = &route;
            match.parameters = std::move(*parameters);
        }
    }
    return match;
}

} // namespace mimir::server
