// What an organisation asks of its members' clients: `orgs.config`, a JSON object of which every part may be
// missing. Pure: values in, values out.
#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

struct OrgConfig {
    /// The least that clients withhold: "full" (nothing has to be withheld), "redacted", "metadata",
    /// "nothing".
    std::string privacyMinimum = "full";
    bool privacyModeAllowed = true;
    /// 1 to 3650: deleted content can be restored for that long.
    std::int64_t trashDays = 30;

    bool operator==(const OrgConfig &) const = default;
};

/// What is missing or makes no sense is as in OrgConfig{}.
OrgConfig orgConfigFromJson(std::string_view text);
/// {"privacy":{"minimum":…,"privacyModeAllowed":…},"retention":{"trashDays":…}}
std::string orgConfigJson(const OrgConfig &config);
/// Errors: Validation, with the range that holds.
Result<void> checkOrgConfig(const OrgConfig &config);
/// Content that was deleted before this time is gone; `config` is the JSON text and may be empty.
Millis trashLimit(std::string_view config, Millis now);

} // namespace mimir::server
