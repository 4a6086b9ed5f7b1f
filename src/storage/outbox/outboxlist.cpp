#include "storage/outbox/outboxlist.h"

#include "storage/outbox/outboxrows.h"
#include "storage/schema/sqltext.h"

#include <limits>
#include <string>

namespace mimir {
namespace {

Result<std::vector<QueuedItem>> itemsIn(Query rows)
{
    std::vector<QueuedItem> items;
    while (rows.next())
        items.push_back(readOutboxRow(rows).item);
    MIMIR_TRY(rows.status());
    return items;
}

} // namespace

Result<std::vector<QueuedItem>> OutboxList::list(Outbox::State state, std::size_t limit) const
{
    return list(state, limit, std::numeric_limits<Millis>::max());
}

Result<std::vector<QueuedItem>> OutboxList::due(Millis now, std::size_t limit) const
{
    return list(Outbox::State::Ready, limit, now);
}

Result<std::vector<QueuedItem>> OutboxList::list(
    Outbox::State state, std::size_t limit, Millis attemptBefore) const
{
    static const std::string sql = "SELECT " + std::string(kOutboxColumns) + ", " + std::string(kNewestEdit)
        + " FROM sync_queue WHERE state = ? AND next_attempt_at <= ? ORDER BY entity_type, entity_pk LIMIT ?";
    Query rows = m_database.query(sql, state, attemptBefore, limit);
    std::vector<QueuedItem> items;
    while (rows.next()) {
        items.push_back(readOutboxRow(rows).item);
        items.back().editedAt = rows.integer(12);
    }
    MIMIR_TRY(rows.status());
    return items;
}

Result<std::vector<QueuedItem>> OutboxList::failed(std::string_view id) const
{
    static const std::string sql = "SELECT " + std::string(kOutboxColumns)
        + " FROM sync_queue WHERE state = ? AND id = ? ORDER BY entity_type";
    return itemsIn(m_database.query(sql, Outbox::State::Failed, id));
}

Result<std::vector<QueuedItem>> OutboxList::unsettled(
    std::int64_t team, OutboxKey after, std::size_t limit) const
{
    static const std::string sql = "SELECT " + std::string(kOutboxColumns)
        + std::string(sqlText<
            " FROM sync_queue q INDEXED BY sync_queue_ready WHERE team = ?1 AND state = {State::Failed}"
            " AND (entity_type, entity_pk) > (?2, ?3) AND NOT EXISTS (SELECT 1 FROM sync_shadow s"
            " WHERE s.entity_type = q.entity_type AND s.entity_pk = q.entity_pk)"
            " ORDER BY entity_type, entity_pk LIMIT ?4">);
    return itemsIn(m_database.query(sql, team, after.first, after.second, limit));
}

} // namespace mimir
