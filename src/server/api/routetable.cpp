#include "server/api/handlers.h"
#include "server/api/routes.h"

namespace mimir::server {

std::span<const Route> declaredRoutes()
{
    using enum Policy;
    using enum LaneKind;
    static const Route routes[] = {
        {"GET", "/health", Public, Read, health::show, {200, 503}},

        {"POST", "/auth/login", Public, Password, auth::login, {200, 400, 401, 403, 429}},
        {"POST", "/auth/refresh", Public, Write, auth::refresh, {200, 400, 401, 403}},
        {"POST", "/auth/logout", Public, Write, auth::logout, {200, 400}},
        {"POST", "/auth/password", SignedIn, Password, auth::changePassword, {200, 400, 403, 429}},
        {"POST", "/auth/device/code", Public, Write, grants::begin, {200, 400, 429}},
        {"POST", "/auth/device/token", Public, Write, grants::token, {200, 400}},
        {"GET", "/auth/device", Public, Read, grants::showApproval, {200, 404, 429}},
        {"POST", "/auth/device", Public, Password, grants::decide, {200, 400, 403, 404, 429}},

        {"GET", "/orgs", SignedIn, Read, organisations::list, {200}},
        {"GET", "/orgs/{slug}", SignedIn, Read, organisations::show, {200, 404}},
        {"GET", "/orgs/{slug}/teams", SignedIn, Read, organisations::teams, {200, 404}},
        {"POST", "/orgs/{slug}/teams/detect", SignedIn, Read, organisations::detectTeams, {200, 400, 404}},
        {"GET", "/orgs/{slug}/config", SignedIn, Read, organisations::config, {200, 404}},

        {"GET", "/devices", SignedIn, Read, devices::list, {200}},
        {"DELETE", "/devices/{deviceId}", SignedIn, Write, devices::revoke, {200, 404}},

        {"GET", "/keys", SignedIn, Read, keys::show, {200}},
        {"POST", "/keys", SignedIn, Write, keys::begin, {200, 400, 409}},
        {"POST", "/keys/device", SignedIn, Write, keys::publish, {200, 400}},
        {"POST", "/keys/sealed", SignedIn, Write, keys::give, {200, 400, 404, 409}},

        {"POST", "/sync/batch", TeamMember, Write, syncing::push, {200, 400, 409, 410, 413, 426}},
        {"GET", "/sync/pull", TeamMember, Read, syncing::pull, {200, 400, 409, 410, 426}},
        {"GET", "/sync/proof", TeamMember, Read, syncing::proof, {200, 400, 410, 426}},
        {"GET", "/sync/digest", TeamMember, Read, syncing::digest, {200, 400, 410, 426}},
    };
    return routes;
}

} // namespace mimir::server
