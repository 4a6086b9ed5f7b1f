// A server's answer to a sign-in or refresh (docs/protocol.md, "Auth"); nothing in it is trusted. Internal to
// this layer.
#pragma once

#include "core/json/json.h"
#include "teams/authmanager.h"
#include "teams/httpexchange.h"

#include <string_view>

namespace mimir {

/// The code of a 401 that no new token for this device can fix.
inline constexpr std::string_view kDeviceRevoked = "device_revoked";
/// That of a refresh whose token the server has no record of, not even that it has ended.
inline constexpr std::string_view kSignInUnknown = "sign_in_unknown";

struct AuthAnswer {
    std::string accessToken;
    std::string refreshToken; ///< empty: the one that was used stays valid
    Millis expiresIn = 0;     ///< ms
    bool hasUser = false;
    SignIn signIn; ///< the caller fills in `server` and, if it was missing, `orgSlug`
};

/// On failure, the errors of AuthManager::signIn(). NotOurs if the answer makes no sense.
Result<AuthAnswer> readAuthAnswer(const HttpAnswer &answer);

/// The error that an unsuccessful `answer` means.
Error refusalOf(const HttpAnswer &answer);
/// The objects in an array member; none if it is missing or something else.
std::vector<json::Object> objectsIn(const json::Object &object, std::string_view key);
/// The most that an organisation lets its members send, from its server's word for it in the member `key`: a missing
/// one (older server) is Full, what this version does not know or cannot read is Nothing.
PrivacyLevel maxPrivacyLevel(const json::Object &object, std::string_view key);
Organization organizationOf(const json::Object &object);

/// The server itself, not a captive portal, says that the refresh token is no longer valid.
bool refusesToken(const HttpAnswer &answer);
/// Then: DeviceRevoked, SignInUnknown, SignedOut.
Error whyRefused(const HttpAnswer &answer);

} // namespace mimir
