// Which teams a sign-in brings and which of them is the default (docs/protocol.md, "Teams"). Pure; internal
// to this layer.
#pragma once

#include "storage/accountregistry.h"
#include "teams/authmanager.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// Who has signed in; where the server gives people no id, their e-mail address is it.
ServerAccount accountOf(const SignIn &signIn);

/// The teams of the organisation that the tokens are for, none of them the default; empty if the server names
/// none.
std::vector<Team> teamsOf(const SignIn &signIn);

/// Those of every organisation of the account, whatever the tokens are for; none of them the default.
std::vector<Team> everyTeamOf(const SignIn &signIn);

/// As teamsOf(), with a default: the one `asked` for (slug or id), else `before` if it is still there, else
/// the only one shared with others, else the personal one, which then comes along even when the tokens are
/// for another organisation. A server of the original contract names no teams: then `asked` is the id. Error:
/// NotFound, naming the choices.
Result<std::vector<Team>> teamsWithDefault(
    const SignIn &signIn, const std::string &asked, const std::optional<Team> &before);

/// The teams that such an error names; empty for every other error.
std::vector<std::string> teamsToChoose(const Error &error);

} // namespace mimir
