// Signs a user in by e-mail address and password: for the API and for the approval page.
#pragma once

#include "server/api/call.h"

#include <optional>
#include <string>

namespace mimir::server {

struct SignInAttempt {
    enum class Outcome : std::uint8_t {
        Done,
        TooManyAttempts, ///< nothing was hashed; wait for `wait`
        WrongPassword,   ///< or no such account, or a disabled one
        NoSuchOrganisation,
        Failed,
    };
    Outcome outcome = Outcome::Failed;
    ProvenUser user = {}; ///< for Done
    OrgInfo org = {};
    std::vector<OrgInfo> orgs = {}; ///< all of the user's
    Millis wait = 0;
    Error error = {};
};

/// Without a slug the organisation is the user's first, or the personal one if there is no other. Takes the
/// time of a password hash; only on a Password lane.
SignInAttempt signIn(
    Call &call, const std::string &email, const std::string &password, const std::string &orgSlug);

/// The device that signs in or syncs, from `X-Device-ID` and `X-Device-Name`. Errors: Validation.
Result<DeviceLabel> deviceOf(const Request &request);

/// Begins a session on that device and lifts its revocation, if any. `passwordHash` as for Accounts::admit.
/// Precondition: the user is a member of the organisation. Errors: Unauthorized.
Result<Tokens> openSession(ApiServices &services, const Identity &identity, const DeviceLabel &device,
    std::string_view passwordHash = {});

/// The answer to every successful sign-in: tokens, user with organisations and teams, orgSecret.
Result<json::Object> sessionBody(ApiServices &services, const Tokens &tokens);
/// The same when the user and their organisations have been read already.
Result<json::Object> sessionBody(
    ApiServices &services, const Tokens &tokens, const User &user, const std::vector<OrgInfo> &orgs);

} // namespace mimir::server
