// Ids for shell completion, read from the store at each Tab.
#pragma once

#include "storage/tables/idlookup.h"

#include <QString>

namespace mimir::cli {

/// The scope of devices, whose ids are not rows of the store.
inline constexpr auto kDeviceScope = "devices";
/// Of what `mimir trash list` lists.
inline constexpr auto kTrashScope = "trash";

/// What the scripts call a scope: conversations, items, conflicts.
QString completionScope(IdScope scope);

/// Called by the scripts (completion.h): ids of `scope` that begin with `prefix`, one per line; devices as the
/// server last listed them. Empty if there is no profile, and none is created. Only ids made of the characters
/// that docs/protocol.md allows: shells expand what they are given.
QString completedIds(const QString &profile, const QString &scope, const QString &prefix);

} // namespace mimir::cli
