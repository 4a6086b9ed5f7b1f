// What a server answers to a sign-in or refresh (docs/protocol.md, "Auth"), read with suspicion. Internal to
// this layer.
#pragma once

#include "core/json.h"
#include "teams/authmanager.h"
#include "teams/httpexchange.h"

#include <string_view>

namespace mimir {

/// The code of a 401 that no new token of this device mends.
inline constexpr std::string_view kDeviceRevoked = "device_revoked";

struct AuthAnswer {
    std::string accessToken;
    std::string refreshToken; ///< empty: the one that was used stays valid
    Millis expiresIn = 0;     ///< ms
    bool hasUser = false;
    SignIn signIn; ///< `server` and, if it was not told, `orgSlug` are left to the caller
};

/// The errors of AuthManager::signIn(): what `answer` means if it is no success. NotOurs if it makes no
/// sense.
Result<AuthAnswer> readAuthAnswer(const HttpAnswer &answer);

/// What `answer` means if it is no success.
Error refusalOf(const HttpAnswer &answer);
/// The objects of an array member; none when it is absent or something else.
std::vector<json::Object> objectsIn(const json::Object &object, std::string_view key);
/// The most that an organisation lets leave, by the word of its server: what an older server does not say is Full, a word
/// that this version does not know is Nothing.
PrivacyLevel maxPrivacyLevel(const std::optional<std::string> &named);
Organization organizationOf(const json::Object &object);

/// The server, not a portal, says that the refresh token is worth nothing any more.
bool refusesToken(const HttpAnswer &answer);

} // namespace mimir
