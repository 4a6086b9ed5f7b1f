// Answers shared by many routes (docs/protocol.md, "Auth": canonical errors), and JSON objects that appear in
// several.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"
#include "core/wire/wire.h"
#include "server/accounts/accounts.h"
#include "server/http/http.h"

namespace mimir::server {

/// `X-Sync-Protocol` of every answer, and of clients that know the protocol.
inline constexpr std::string_view kProtocolText = "2";
static_assert(wire::kProtocol == 2);

/// 200 with a JSON body.
Response answer(const json::Object &body);
/// For bodies with tokens: caches must not store it.
Response secretAnswer(const json::Object &body);

/// The client's view of a failure. A failing store's message is only for the server's log.
Response errorAnswer(const Error &error);
/// 400 "validation" with `details.field`.
Response fieldError(std::string_view field, std::string_view message);
/// The database is damaged (ApiContext::damaged).
Response damagedResponse(int status);
/// The same answer for what does not exist and for what is not the caller's.
Response notFound();
/// 429 with `Retry-After`.
Response tooManyAttempts(Millis wait);

/// [{…},{…}]
std::string arrayOf(const std::vector<std::string> &objects);
std::string teamJson(const TeamInfo &team);
/// With the teams the user is a member of.
std::string orgJson(const OrgInfo &org);
std::string userJson(const User &user, const std::vector<OrgInfo> &orgs);

} // namespace mimir::server
