#include "storage/applying/rebuilding.h"

#include "storage/schema/sqltext.h"

namespace mimir {

Result<void> Rebuilding::end(const Team &team, std::int64_t position, PageOutcome &outcome)
{
    if (m_database.integer("SELECT rebuilding FROM teams WHERE pk = ?", team.pk).value_or(0) == 0)
        return {};
    for (EntityType type : kEntityTypes)
        MIMIR_TRY(withdrawUnsent(team, type, outcome));
    const auto conversations = queueDeletesOfConversations(team, position);
    MIMIR_TRY(conversations);
    outcome.queued += *conversations;
    for (EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        const auto children = queueDeletesOfChildren(team, child, position);
        MIMIR_TRY(children);
        outcome.queued += *children;
    }
    return m_database.run("UPDATE teams SET rebuilding = 0 WHERE pk = ?", team.pk);
}

Result<void> Rebuilding::withdrawUnsent(const Team &team, EntityType type, PageOutcome &outcome)
{
    std::vector<std::pair<std::int64_t, std::string>> unsent;
    Query rows = m_database.query(
        "SELECT pk, id FROM " + std::string(tableName(type)) + " WHERE team = ? AND own = 0 AND base_rev = 0",
        team.pk);
    while (rows.next())
        unsent.emplace_back(rows.integer(0), rows.string(1));
    MIMIR_TRY(rows.status());
    for (const auto &[pk, id] : unsent) {
        const auto conflicts = m_shared.withdraw(team, {type, id, 0, "scope"}, pk);
        MIMIR_TRY(conflicts);
        outcome.newConflicts += *conflicts;
    }
    return {};
}

// The delete that was acknowledged had seen the conversation as it was here, and the children that were deleted
// with it; what was edited or added since is reported to the user who did it.
Result<int> Rebuilding::queueDeletesOfConversations(const Team &team, std::int64_t position)
{
    constexpr std::string_view insert = sqlText<R"sql(
        INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, offer)
        SELECT {Type::Conversation}, pk, id, team, {Action::Delete}, 0,
            min(COALESCE((SELECT MIN(base_rev) - 1 FROM messages WHERE conversation_id = conversations.id
                    AND deleted = 0 AND base_rev > 0), ?2),
                COALESCE((SELECT MIN(base_rev) - 1 FROM tool_calls WHERE conversation_id = conversations.id
                    AND deleted = 0 AND base_rev > 0), ?2)),
            (SELECT hlc FROM sync_clock), 1
        FROM conversations WHERE team = ?1 AND deleted = 1 ON CONFLICT DO NOTHING)sql">;
    MIMIR_TRY(m_database.run(insert, team.pk, position));
    return m_database.changes();
}

Result<int> Rebuilding::queueDeletesOfChildren(const Team &team, EntityType child, std::int64_t position)
{
    const std::string table(tableName(child));
    MIMIR_TRY(m_database.run("INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, "
                             "known_rev, edited_at, offer) "
                             "SELECT ?3, pk, id, team, ?4, 0, ?2, (SELECT hlc FROM sync_clock), 1 FROM "
            + table
            + " WHERE team = ?1 AND deleted = 1 AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = "
            + table + ".conversation_id AND c.deleted = 1) ON CONFLICT DO NOTHING",
        team.pk, position, child, wire::Action::Delete));
    return m_database.changes();
}

} // namespace mimir
