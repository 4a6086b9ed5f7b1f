// What an organisation asks of its members' clients: `orgs.config`, a JSON object of which every part may be
// missing. Thread: that of the database.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "server/sqlconnection.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

struct OrgConfig {
    /// The least that clients withhold: "full" (nothing has to be withheld), "redacted", "metadata",
    /// "nothing".
    std::string privacyMinimum = "full";
    bool privacyModeAllowed = true;
    /// 1 to 3650: so long deleted content can be restored.
    std::int64_t trashDays = 30;

    bool operator==(const OrgConfig &) const = default;
};

/// What is missing or makes no sense is as in OrgConfig{}.
OrgConfig orgConfigFromJson(std::string_view text);
/// What was deleted before has its content no longer; `config` may be empty.
Millis trashLimit(std::string_view config, Millis now);
/// {"privacy":{"minimum":…,"privacyModeAllowed":…},"retention":{"trashDays":…}}
std::string orgConfigJson(const OrgConfig &config);

class OrgSettings {
public:
    explicit OrgSettings(SqlConnection &sql) : m_sql(sql) { }

    /// Errors: NotFound.
    Result<OrgConfig> read(std::int64_t org);
    /// Errors: Validation, NotFound.
    Result<void> write(std::string_view orgSlug, const OrgConfig &config);

private:
    SqlConnection &m_sql;
};

} // namespace mimir::server
