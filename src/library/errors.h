// Errors as the library's callers see them: a number of mimir/store.h, the name of `--json`, a text.
#pragma once

#include "core/result.h"

#include <mimir/store.h>

struct mimir_error {
    int code;
    std::string message;
};

namespace mimir::library {

int codeOf(ErrorCode code);
/// Returns its code; `out`, where it is wanted, receives the object.
int report(const Error &error, mimir_error **out);

} // namespace mimir::library
