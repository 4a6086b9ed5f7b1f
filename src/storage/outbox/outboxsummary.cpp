#include "storage/outbox/outboxsummary.h"

#include "storage/outbox/outbox.h"
#include "storage/schema/sqltext.h"

#include <string>

namespace mimir {
namespace {

Result<OutboxSummary::Counts> countsIn(Query rows)
{
    OutboxSummary::Counts counts;
    while (rows.next()) {
        const std::int64_t n = rows.integer(1);
        switch (static_cast<Outbox::State>(rows.integer(0))) {
        case Outbox::State::Ready:
            counts.ready += n;
            break;
        case Outbox::State::Failed:
            counts.failed += n;
            break;
        case Outbox::State::Held:
            counts.held += n;
            break;
        case Outbox::State::Kept:
            counts.kept += n;
            break;
        case Outbox::State::OtherAccount:
            counts.ofOthers += n;
            break;
        }
    }
    MIMIR_TRY(rows.status());
    return counts;
}

} // namespace

Result<OutboxSummary::Counts> OutboxSummary::counts() const
{
    return countsIn(m_database.query("SELECT state, n FROM sync_counts"));
}

Result<OutboxSummary::Counts> OutboxSummary::counts(std::int64_t team) const
{
    return countsIn(m_database.query("SELECT state, n FROM sync_counts WHERE team = ?", team));
}

Result<std::int64_t> OutboxSummary::forbidden() const
{
    const auto count = m_database.readInteger(sqlText<
        "SELECT sum(n) FROM sync_counts WHERE state = {State::Ready} AND team IN (SELECT t.pk FROM teams t "
        "JOIN team_ceilings c ON c.team = t.pk WHERE t.active = 1 AND c.level = {Level::Nothing})">);
    MIMIR_TRY(count);
    return count->value_or(0);
}

Result<std::int64_t> OutboxSummary::unsendable() const
{
    const auto count = m_database.readInteger(
        sqlText<"SELECT COUNT(*) FROM sync_queue WHERE state = {State::Failed} AND error_code IN (?, ?, ?)">,
        Outbox::kTooLarge, Outbox::kOddTime, Outbox::kBadId);
    MIMIR_TRY(count);
    return count->value_or(0);
}

Result<std::int64_t> OutboxSummary::withoutTeam() const
{
    Query row = m_database.query(sqlText<"SELECT count(*) FROM sync_queue INDEXED BY sync_queue_ready "
                                         "WHERE team IS NULL AND state = {State::Ready}">);
    const bool got = row.next();
    MIMIR_TRY(row.status());
    return got ? row.integer(0) : std::int64_t(0);
}

Result<OutboxSummary::WithoutParent> OutboxSummary::withoutParent() const
{
    WithoutParent found;
    if (!m_database.integer("SELECT 1 FROM teams LIMIT 1"))
        return found;
    for (const EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        constexpr std::string_view counts
            = "SELECT COALESCE(SUM(t.id IS NULL), 0), COALESCE(SUM(t.id IS NOT NULL), 0) FROM "
              "sync_queue q INDEXED BY sync_queue_ready JOIN ";
        constexpr std::string_view condition = sqlText<
            " r ON r.pk = q.entity_pk LEFT JOIN tombstones t ON t.entity_type = "
            "{Type::Conversation} AND t.id = r.conversation_id "
            "WHERE q.team IS NULL AND q.state = {State::Ready} AND q.entity_type = ? AND NOT EXISTS "
            "(SELECT 1 FROM conversations c WHERE c.id = r.conversation_id)">;
        Query row = m_database.query(
            std::string(counts) + std::string(tableName(child)) + std::string(condition), child);
        if (row.next()) {
            found.waiting += row.integer(0);
            found.parentDeleted += row.integer(1);
        }
        MIMIR_TRY(row.status());
    }
    return found;
}

Result<bool> OutboxSummary::hasDue(std::int64_t team, Millis now) const
{
    const auto all = counts(team);
    MIMIR_TRY(all);
    if (all->pending() == 0)
        return false;
    const auto later = m_database.readInteger(
        sqlText<"SELECT COUNT(*) FROM sync_queue INDEXED BY sync_queue_due "
                "WHERE next_attempt_at > 0 AND next_attempt_at > ? AND state = {State::Ready} AND team = ?">,
        now, team);
    MIMIR_TRY(later);
    return all->pending() > later->value_or(0);
}

std::optional<Millis> OutboxSummary::nextDue(Millis now) const
{
    return m_database.integer(
        sqlText<"SELECT MIN(next_attempt_at) FROM sync_queue INDEXED BY sync_queue_due "
                "WHERE next_attempt_at > 0 AND next_attempt_at > ? AND state = {State::Ready}">,
        now);
}

} // namespace mimir
