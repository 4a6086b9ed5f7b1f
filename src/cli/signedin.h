// For commands that ask the server about the account.
#pragma once

#include "app/session.h"
#include "cli/context.h"

#include <memory>

namespace mimir::cli {

/// Opened only if signed in. Errors: SignedOut, those of Session::open().
Result<std::unique_ptr<Session>> signedInSession(Context &context);

} // namespace mimir::cli
