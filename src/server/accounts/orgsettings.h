// Stores an organisation's OrgConfig. Thread: the database's.
#pragma once

#include "core/result.h"
#include "server/db/sqlconnection.h"
#include "server/sync/orgconfig.h"

#include <cstdint>
#include <string_view>

namespace mimir::server {

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
