// What somebody who helps needs to know about a profile, and nothing that is private: versions, settings,
// states, counts, reasons and the end of the log. No tokens, no titles, no bodies, no ids of items, no names.
#pragma once

#include "app/settings.h"
#include "storage/store.h"
#include "sync/syncstatus.h"

namespace mimir {

/// `store` nullptr: it could not be opened, for `storeError`.
json::Object diagnostics(const Profile &profile, const Settings &settings, Store *store,
    const std::optional<SyncStatus> &status, std::optional<ErrorCode> storeError = std::nullopt);

/// The same for people: two spaces of indentation, one member per line.
std::string diagnosticsText(const json::Object &diagnostics);

/// Takes out what looks like an e-mail address, a secret or a home directory.
std::string redacted(std::string_view line);

} // namespace mimir
