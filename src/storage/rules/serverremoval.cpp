#include "storage/rules/serverremoval.h"

#include "core/privacylevel.h"
#include "core/records/entity.h"
#include "storage/schema/sqltext.h"
#include "storage/schema/storedenums.h"
#include "storage/sqlite/database.h"
#include "storage/tables/othersedits.h"

namespace mimir {
namespace {

// Its id is dead at the server: an edit sent there would come back as "deleted" and remove this copy, too.
constexpr std::string_view kRemoved
    = sqlText<"c.deleted = 0 AND (EXISTS (SELECT 1 FROM tombstones t WHERE t.id = c.id AND t.entity_type = "
              "{Type::Conversation}) OR EXISTS (SELECT 1 FROM sync_queue q WHERE q.entity_type = "
              "{Type::Conversation} AND q.entity_pk = c.pk AND q.action = {Action::Delete}))">;

} // namespace

Result<bool> ServerRemoval::serverHas(std::string_view conversationId) const
{
    const auto onlyHere = isOnlyHere(conversationId);
    MIMIR_TRY(onlyHere);
    if (*onlyHere)
        return false;
    return m_database.has(
        "SELECT 1 FROM conversations WHERE id = ? AND base_rev > 0 AND own = 1 AND pk NOT IN (SELECT pk FROM "
        "conversations_of_other_accounts)",
        conversationId);
}

Result<bool> ServerRemoval::removeFromServer(std::string_view conversationId)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto kept = staysHere(conversationId);
    MIMIR_TRY(kept);
    if (!*kept)
        return Error {ErrorCode::Validation, "the conversation is not kept on this device"};
    const auto others = OthersEdits(m_database).isOfAnother(EntityType::Conversation, conversationId);
    MIMIR_TRY(others);
    if (*others)
        return Error {ErrorCode::Forbidden, "a conversation of another account"};
    MIMIR_TRY(m_database.run(sqlText<R"sql(
            INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at)
            SELECT {Type::Conversation}, c.pk, c.id, c.team, {Action::Delete}, c.base_rev,
                COALESCE((SELECT position FROM teams WHERE pk = c.team), 0), (SELECT hlc FROM sync_clock)
            FROM conversations c WHERE c.id = ? AND c.base_rev > 0 AND c.own = 1 AND true
            ON CONFLICT DO UPDATE SET action = {Action::Delete}, changed = NULL, state = {State::Ready},
                op_seq = NULL, retry_count = 0, next_attempt_at = 0, known_rev = excluded.known_rev,
                edited_at = excluded.edited_at)sql">,
        conversationId));
    const bool queued = m_database.changes() > 0;
    MIMIR_TRY(transaction.commit());
    return queued;
}

Result<bool> ServerRemoval::staysHere(std::string_view conversationId) const
{
    return m_database.has("SELECT 1 FROM privacy_rules WHERE kind = ? AND value = ? AND level = ?",
        PrivacyRuleKind::Conversation, conversationId, PrivacyLevel::Nothing);
}

Result<bool> ServerRemoval::isOnlyHere(std::string_view conversationId) const
{
    return m_database.has(
        "SELECT 1 FROM conversations c WHERE c.id = ? AND " + std::string(kRemoved), conversationId);
}

Result<std::int64_t> ServerRemoval::countOnlyHere() const
{
    std::int64_t found = 0;
    for (EntityType type : kEntityTypes) {
        Query rows = m_database.query("SELECT COUNT(*) FROM " + std::string(tableName(type)) + " e WHERE e."
                + conversationColumn(type)
                + " IN (SELECT c.id FROM privacy_rules r JOIN conversations c ON c.id = r.value WHERE "
                  "r.kind = ?2 AND r.level = ?3 AND "
                + std::string(kRemoved)
                + ") AND NOT EXISTS (SELECT 1 FROM sync_queue o WHERE o.entity_type = ?1 AND o.entity_pk = "
                  "e.pk)",
            type, PrivacyRuleKind::Conversation, PrivacyLevel::Nothing);
        if (rows.next())
            found += rows.integer(0);
        MIMIR_TRY(rows.status());
    }
    return found;
}

} // namespace mimir
