// A handle is a number that is never used twice: a closed one is always told from an open one, and no caller
// can make the library follow a stale pointer.
#pragma once

#include "library/openstore.h"

#include <mimir/store.h>

#include <memory>

namespace mimir::library {

mimir_store *addHandle(std::unique_ptr<OpenStore> store);
/// nullptr: it is not open here.
std::shared_ptr<OpenStore> findHandle(const mimir_store *handle);
/// Takes it out, so that no later call finds it.
std::shared_ptr<OpenStore> takeHandle(const mimir_store *handle);

} // namespace mimir::library
