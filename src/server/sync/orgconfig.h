// What an organisation requires of its members' clients: `orgs.config`, a JSON object whose parts are all
// optional. Pure: values in, values out.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

struct OrgConfig {
    /// The minimum that clients must withhold: "full" (nothing has to be withheld), "redacted", "metadata",
    /// "nothing".
    std::string privacyMinimum = "full";
    bool privacyModeAllowed = true;
    /// 1 to 3650: how long deleted content can be restored.
    std::int64_t trashDays = 30;

    bool operator==(const OrgConfig &) const = default;
};

/// Missing or invalid parts are as in OrgConfig{}.
OrgConfig orgConfigFromJson(std::string_view text);
/// {"privacy":{"minimum":…,"privacyModeAllowed":…},"retention":{"trashDays":…}}
json::Object orgConfigJson(const OrgConfig &config);
/// Errors: Validation, with the allowed range.
Result<void> checkOrgConfig(const OrgConfig &config);
/// Content deleted before this time is gone; `config` is the JSON text and may be empty.
Millis trashLimit(std::string_view config, Millis now);

} // namespace mimir::server
