// What a helper needs to know about a profile, without anything private: versions, settings, states, counts,
// reasons and the end of the log. No tokens, titles, bodies, item ids or names.
#pragma once

#include "app/settings.h"
#include "storage/store.h"
#include "sync/status/syncstatus.h"

namespace mimir {

/// `version`: of the program that asks. `store` nullptr: it could not be opened, because of `storeError`.
json::Object diagnostics(std::string_view version, const Profile &profile, const Settings &settings,
    Store *store, const std::optional<SyncStatus> &status,
    std::optional<ErrorCode> storeError = std::nullopt);

/// The same as text: indented by two spaces, one member per line.
std::string diagnosticsText(const json::Object &diagnostics);

/// Removes what looks like an e-mail address, a secret or a home directory.
std::string redacted(std::string_view line);

} // namespace mimir
