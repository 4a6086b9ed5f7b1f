#include "storage/applying/quarantine.h"

namespace mimir {

Result<void> Quarantine::put(const Team &team, const wire::PulledRow &row, std::string_view reason)
{
    return m_database.run(
        "INSERT INTO quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET rev = ?4, "
        "payload = ?5, reason = ?6, at = ?7",
        team.pk, row.record.type, row.record.id, row.rev, row.record.toJson(), reason, m_clock.now());
}

Result<void> Quarantine::release(const Team &team, EntityType type, std::string_view id)
{
    return m_database.run(
        "DELETE FROM quarantine WHERE team = ? AND entity_type = ? AND id = ?", team.pk, type, id);
}

Result<std::int64_t> Quarantine::count() const
{
    const auto count = m_database.readInteger("SELECT COUNT(*) FROM quarantine");
    MIMIR_TRY(count);
    return count->value_or(0);
}

} // namespace mimir
