// What accounts, organisations, teams and roles may be called: one rule for commands, requests and imports.
#pragma once

#include <string_view>

namespace mimir::server {

/// `text` is in lower case.
bool isEmail(std::string_view text);
/// a-z, 0-9 and '-', at most 63, not a '-' in front: of a team or an organisation.
bool isSlug(std::string_view text);
/// Those of personal organisations, which nobody chooses, begin with "personal-".
bool isPersonalSlug(std::string_view text);
bool isOrgRole(std::string_view role);
/// The word a role in a team is kept by; those of an organisation are understood too. Empty = no role.
std::string_view teamRole(std::string_view role);

} // namespace mimir::server
