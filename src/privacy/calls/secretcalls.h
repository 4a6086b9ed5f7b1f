// Tools that give out environments or secrets, by their names: what they say is sent at no level.
#pragma once

#include "privacy/calls/callarguments.h"
#include "privacy/calls/callname.h"

namespace mimir {

/// "get_env", "list_environment_variables", "railway list_variables"; how a container was started, too.
bool asksForEnvironment(const CallName &name);
/// "get_secret", "read_credentials", "create_api_key"
bool asksForSecrets(const CallName &name);

/// The same call as a command line, where the tool is called like a program: "terraform output". Empty = it is not.
std::string lineOfTool(const CallName &name, const CallArguments &arguments);

} // namespace mimir
