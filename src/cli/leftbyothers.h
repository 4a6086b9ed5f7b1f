// What another account has left unsent on this device: reported after a sign-in, sent only if the user says
// so.
#pragma once

#include "cli/context.h"

namespace mimir::cli {

/// Says what waits for other accounts, and asks if it can; keeping it is the default.
/// Not Done: the choice could not be carried out, and the user has been told.
ExitCode offerLeftByOthers(Store &store, Context &context);
ExitCode offerLeftByOthers(Store &store, const std::vector<LeftByAccount> &left, Context &context);

/// Sends it as the signed-in account, and says how much.
Result<void> sendLeftByOther(Store &store, const LeftByAccount &left, Context &context);

} // namespace mimir::cli
