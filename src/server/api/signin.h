// A person proves who he is by e-mail address and password: at the API and on the approval page alike.
#pragma once

#include "server/api/call.h"

#include <optional>
#include <string>

namespace mimir::server {

struct SignIn {
    enum class Outcome : std::uint8_t {
        Done,
        TooManyAttempts, ///< nothing was hashed; wait for `wait`
        WrongPassword,   ///< or no such account, or a disabled one
        NoSuchOrganisation,
        Failed,
    };
    Outcome outcome = Outcome::Failed;
    ProvenUser user = {}; ///< of Done
    OrgInfo org = {};
    Millis wait = 0;
    Error error = {};
};

/// Without a slug the organisation is the user's first, the personal one if there is no other. Takes the time
/// of a password hash; on a Password lane only.
SignIn signIn(Call &call, const std::string &email, const std::string &password, const std::string &orgSlug);

/// The device that signs in or syncs, by `X-Device-ID` and `X-Device-Name`. Errors: Validation.
Result<DeviceLabel> deviceOf(const Request &request);

/// A session on that device, which is no longer revoked if it was. `passwordHash` as for Accounts::admit.
/// Precondition: the user is a member of the organisation. Errors: Unauthorized.
Result<Tokens> openSession(ApiServices &services, const Identity &identity, const DeviceLabel &device,
    std::string_view passwordHash = {});

/// The answer to every successful sign-in: tokens, user with organisations and teams, orgSecret.
Result<json::Object> sessionBody(ApiServices &services, const Tokens &tokens);

} // namespace mimir::server
