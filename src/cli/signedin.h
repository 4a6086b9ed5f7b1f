// For commands that ask the server about the account.
#pragma once

#include "app/session.h"
#include "cli/context.h"

#include <memory>

namespace mimir::cli {

/// Opened only if signed in. Errors: SignedOut, those of Session::open().
Result<std::unique_ptr<Session>> signedInSession(Context &context);

/// Reports why the server did not do what was asked; a refusal says that the account has lost its organisation.
ExitCode failAtServer(const Error &error, Session &session, Context &context);

} // namespace mimir::cli
