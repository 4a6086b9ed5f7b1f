// Rules for the names of accounts, organisations, teams and roles: the same for commands, requests and
// imports.
#pragma once

#include <string_view>

namespace mimir::server {

/// `text` must be in lower case.
bool isEmail(std::string_view text);
/// The slug of a team or organisation: a-z, 0-9 and '-', at most 63 characters, not starting with '-'.
bool isSlug(std::string_view text);
/// Slugs of personal organisations are generated and begin with "personal-".
bool isPersonalSlug(std::string_view text);
bool isOrgRole(std::string_view role);
/// The stored name of a team role; names of organisation roles are understood too. Empty = not a role.
std::string_view teamRole(std::string_view role);

} // namespace mimir::server
