#include "server/accounts/orgsettings.h"

#include "core/plaintext.h"

namespace mimir::server {

Result<OrgConfig> OrgSettings::read(std::int64_t org)
{
    const auto rows = m_sql.query("SELECT config FROM orgs WHERE pk=?1", org);
    MIMIR_TRY(rows);
    if (rows->empty())
        return Error {ErrorCode::NotFound, "no such organisation"};
    return orgConfigFromJson(rows->text(0, 0));
}

Result<void> OrgSettings::write(std::string_view orgSlug, const OrgConfig &config)
{
    MIMIR_TRY(checkOrgConfig(config));
    const auto changed
        = m_sql.run("UPDATE orgs SET config=?2 WHERE slug=?1", orgSlug, orgConfigJson(config).toJson());
    MIMIR_TRY(changed);
    if (*changed == 0)
        return Error {ErrorCode::NotFound, "no organisation \"" + singleLine(orgSlug) + "\""};
    return {};
}

} // namespace mimir::server
