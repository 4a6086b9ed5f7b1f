// What another account has left unsent on this device: told after a sign-in, sent only by the person's word.
#pragma once

#include "cli/context.h"

namespace mimir::cli {

/// Says what waits for others, and asks where there is somebody to ask; keeping it is the default.
/// Not Done: what was chosen could not be done, and that has been told.
ExitCode offerLeftByOthers(Store &store, Context &context);

/// Sends it as the account now signed in, and says how much.
Result<void> sendLeftByOther(Store &store, const LeftByAccount &left, Context &context);

} // namespace mimir::cli
