// The answers that many routes give (docs/protocol.md, "Auth": canonical errors), and the objects that stand
// in several.
#pragma once

#include "core/clock.h"
#include "core/json.h"
#include "server/accounts/accounts.h"
#include "server/http/http.h"

namespace mimir::server {

/// 200 with a JSON body.
Response answer(const json::Object &body);
/// For bodies with tokens: no cache keeps it.
Response secretAnswer(const json::Object &body);

/// What a failure means to a client. The message of a failing store is for the log of the server only.
Response errorAnswer(const Error &error);
/// 400 "validation" with `details.field`.
Response fieldError(std::string_view field, std::string_view message);
/// The database is damaged (ApiContext::damaged).
Response damagedResponse(int status);
/// The same for everything that does not exist and for everything that is not the caller's.
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
