#include "storage/teams/teammerge.h"

#include "storage/sqlite/database.h"
#include "storage/tables/storesettings.h"
#include "storage/teams/formeraccounts.h"
#include "storage/teams/teamregistry.h"

#include <array>
#include <string>
#include <string_view>

namespace mimir {
namespace {

/// Every table that binds a row to a team, except the counts, which follow the outbox automatically.
constexpr std::array<std::string_view, 11> kBound {"conversations", "messages", "tool_calls", "audit_logs",
    "sync_queue", "others_edits", "workspaces", "tombstones", "sync_log", "trash", "held_deletions"};

} // namespace

Result<void> TeamMerge::rebind(std::int64_t from, std::int64_t into)
{
    MIMIR_TRY(m_database.run("UPDATE sync_queue SET op_seq = NULL WHERE team = ?", from));
    for (const std::string_view table : kBound)
        MIMIR_TRY(
            m_database.run("UPDATE " + std::string(table) + " SET team = ?2 WHERE team = ?1", from, into));
    MIMIR_TRY(m_database.run("DELETE FROM quarantine WHERE team = ?", from));
    MIMIR_TRY(m_database.run("UPDATE teams SET audit_seq = max(audit_seq, (SELECT audit_seq FROM teams "
                             "WHERE pk = ?1)) WHERE pk = ?2",
        from, into));
    return m_database.run(
        "UPDATE teams SET predecessor = ?2 WHERE predecessor = ?1 AND pk <> ?2", from, into);
}

Result<void> TeamMerge::moveToAddressOf(const Team &known, const Team &found)
{
    MIMIR_TRY(m_database.run("DELETE FROM teams WHERE pk = ?", found.pk));
    MIMIR_TRY(m_database.run(
        "UPDATE teams SET server = ?2, org_slug = ?3, slug = ?4, name = ?5, role = ?6, active = ?7, "
        "revoked = ?8, is_default = max(is_default, ?9), last_op_seq = max(last_op_seq, ?10), "
        "standing = ?12, predecessor = NULL, account = ?11 WHERE pk = ?1",
        known.pk, found.server, found.orgSlug, found.slug, found.name, found.role, found.active,
        found.revoked, found.isDefault, found.lastOpSeq, found.account, Team::Standing::Live));
    MIMIR_TRY(FormerAccounts(m_database).note({known.server, known.orgSlug}));
    StoreSettings settings(m_database);
    return settings.text("server") == known.server ? settings.set("server", found.server) : Result<void>();
}

} // namespace mimir
