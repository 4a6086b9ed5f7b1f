// What the functions of mimir/store.h have in common: arguments are checked, and no exception leaves.
#pragma once

#include "library/errors.h"
#include "library/handles.h"

namespace mimir::library {

int guarded(mimir_error **error, const std::function<Result<void>()> &work) noexcept;
/// `work` with the store of the handle, alone. Errors: Usage (NULL, or not open), those of OpenStore::use().
int reading(const mimir_store *handle, mimir_error **error,
    const std::function<Result<void>(OpenStore &)> &work) noexcept;
/// The same for what may write.
int changing(const mimir_store *handle, mimir_error **error,
    const std::function<Result<void>(OpenStore &)> &work) noexcept;

Error isNull(const char *what);
/// Error: Usage. `what`: its name, for the message.
Result<std::string_view> textOf(const char *text, std::size_t length, const char *what);

struct Named {
    EntityType type;
    std::string_view id;
};
/// Errors: Usage, Validation.
Result<Named> named(const char *type, const char *id);

/// A copy that mimir_free() frees.
Result<void> giveOut(const std::string &text, char **out);
int outcomeOf(WriteOutcome outcome);

} // namespace mimir::library
