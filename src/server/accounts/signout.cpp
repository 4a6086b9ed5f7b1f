#include "server/accounts/signout.h"

namespace mimir::server {

Result<void> lockSignIns(SqlConnection &sql, std::int64_t user)
{
    MIMIR_TRY(sql.queryLocking("SELECT pk FROM users WHERE pk=?1", user));
    return {};
}

Result<void> endSignIns(SqlConnection &sql, std::int64_t user, std::int64_t org, std::string_view device)
{
    MIMIR_TRY(lockSignIns(sql, user));
    const std::string families = "UPDATE token_families SET ended=1 WHERE pk IN (SELECT f.pk"
                                 " FROM token_families f WHERE f.\"user\"=?1 AND f.ended=0"
                                 " AND (?2=0 OR f.org=?2) AND (?3='' OR "
        + std::string(kDeviceOfFamily) + "=?3))";
    MIMIR_TRY(sql.run(families, user, org, device));
    MIMIR_TRY(sql.run("DELETE FROM device_grants WHERE \"user\"=?1 AND (?2=0 OR org=?2)"
                      " AND (?3='' OR device_id=?3)",
        user, org, device));
    return {};
}

Result<void> endOtherSignIns(SqlConnection &sql, std::int64_t user, std::string_view kept)
{
    MIMIR_TRY(lockSignIns(sql, user));
    MIMIR_TRY(sql.run("UPDATE token_families SET ended=1 WHERE pk IN (SELECT f.pk FROM token_families f"
                      " WHERE f.\"user\"=?1 AND f.ended=0 AND "
            + std::string(kDeviceOfFamily) + "<>?2)",
        user, kept));
    MIMIR_TRY(sql.run("DELETE FROM device_grants WHERE \"user\"=?1 AND device_id<>?2", user, kept));
    return {};
}

} // namespace mimir::server
