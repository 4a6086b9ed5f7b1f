// Which teams a sign-in brings and which is the default (docs/protocol.md, "Teams"). Pure; internal to this
// layer.
#pragma once

#include "storage/teams/accountregistry.h"
#include "teams/authmanager.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// The user who has signed in; if the server sends no user id, the e-mail address is used.
ServerAccount accountOf(const SignIn &signIn);

/// The teams of the organisation that the tokens are for, none of them the default; empty if the server names
/// none.
std::vector<Team> teamsOf(const SignIn &signIn);

/// The teams of all of the account's organisations, whatever the tokens are for; none of them the default.
std::vector<Team> everyTeamOf(const SignIn &signIn);

/// As teamsOf(), with a default: the `asked` team (slug or id), otherwise `before` if it still exists,
/// otherwise the only one shared with others, otherwise the personal one, which is then included even if the
/// tokens are for another organisation. A server of the original contract names no teams: then `asked` is the
/// id. Error: NotFound, naming the choices.
Result<std::vector<Team>> teamsWithDefault(
    const SignIn &signIn, const std::string &asked, const std::optional<Team> &before);

/// The teams that such an error names; empty for any other error.
std::vector<std::string> teamsToChoose(const Error &error);

} // namespace mimir
