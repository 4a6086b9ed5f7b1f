#include "storage/tables/shadows.h"

namespace mimir {

Result<void> Shadows::put(const wire::PulledRow &row, std::int64_t pk)
{
    std::string payload;
    wire::appendRow(payload, row.record.toJson(), row.rev, wire::Owner::caller(),
        {row.at.whole > 0 ? row.at.toJson() : std::string(), wire::withheldJson(row.withheld)});
    return put(row.record.type, pk, row.rev, payload);
}

Result<void> Shadows::putDeletion(EntityType type, std::int64_t pk, std::int64_t rev)
{
    return put(type, pk, rev, std::nullopt);
}

Result<void> Shadows::put(
    EntityType type, std::int64_t pk, std::int64_t rev, const std::optional<std::string> &payload)
{
    return m_database.run(
        "INSERT INTO sync_shadow VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET rev = ?3, payload = ?4 "
        "WHERE excluded.rev > rev",
        type, pk, rev, payload);
}

bool Shadows::has(EntityType type, std::int64_t pk) const
{
    return m_database.integer("SELECT 1 FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", type, pk)
        .has_value();
}

Result<std::optional<Shadow>> Shadows::extract(EntityType type, std::int64_t pk)
{
    std::optional<Shadow> shadow;
    {
        Query row = m_database.query(
            "SELECT rev, payload FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", type, pk);
        if (row.next())
            shadow = Shadow {row.integer(0), row.isNull(1) ? std::nullopt : std::optional(row.string(1))};
        MIMIR_TRY(row.status());
    }
    if (shadow)
        MIMIR_TRY(remove(type, pk));
    return shadow;
}

Result<void> Shadows::remove(EntityType type, std::int64_t pk)
{
    return m_database.run("DELETE FROM sync_shadow WHERE entity_type = ? AND entity_pk = ?", type, pk);
}

} // namespace mimir
