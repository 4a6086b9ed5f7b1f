#include "storage/trash/rowremoval.h"

#include "storage/rules/serverremoval.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/shadows.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/tables/withheldforms.h"

namespace mimir {
Result<bool> RowRemoval::staysHere(EntityType type, std::string_view id) const
{
    const auto conversation = m_database.readText("SELECT " + conversationColumn(type) + " FROM "
            + std::string(tableName(type)) + " WHERE id = ? AND deleted = 0 AND own = 1",
        id);
    MIMIR_TRY(conversation);
    return *conversation ? ServerRemoval(m_database).staysHere(**conversation) : Result(false);
}

Result<void> RowRemoval::removeAgain(std::string_view conversationId, std::int64_t rev)
{
    ServerRemoval removal(m_database);
    const auto wasRemoved = removal.isOnlyHere(conversationId);
    MIMIR_TRY(wasRemoved);
    if (!*wasRemoved)
        return {};
    MIMIR_TRY(m_database.run("UPDATE conversations SET base_rev = ? WHERE id = ?", rev, conversationId));
    MIMIR_TRY(removal.removeFromServer(conversationId));
    return {};
}

Result<void> RowRemoval::detach(std::string_view conversationId)
{
    MIMIR_TRY(m_database.run("UPDATE conversations SET base_rev = 0 WHERE id = ?", conversationId));
    for (EntityType child : {EntityType::Message, EntityType::ToolCall})
        MIMIR_TRY(m_database.run(
            "UPDATE " + std::string(tableName(child)) + " SET base_rev = 0 WHERE conversation_id = ?",
            conversationId));
    return {};
}

Result<bool> RowRemoval::isAuthored(EntityType type, std::string_view id) const
{
    // Other programs edit rows without setting edited_at; when the server accepted the edit is in instants.
    return m_database.has("SELECT 1 FROM " + std::string(tableName(type))
            + " WHERE id = ? AND (edited_at IS NULL OR edited_at > 0 OR instr(instants, ',1]') > 0)",
        id);
}

Result<std::string> RowRemoval::titleOf(const HeldDeletion &deletion) const
{
    const auto around = deletion.type == EntityType::Conversation
        ? Result<std::optional<std::string>>(deletion.id)
        : m_database.readText(
            "SELECT conversation_id FROM " + std::string(tableName(deletion.type)) + " WHERE id = ?",
            deletion.id);
    MIMIR_TRY(around);
    const auto isOurs
        = deletion.isPrivate ? isAuthored(EntityType::Conversation, around->value_or("")) : true;
    MIMIR_TRY(isOurs);
    if (!*isOurs)
        return std::string();
    const auto title
        = m_database.readText("SELECT title FROM conversations WHERE id = ?", around->value_or(""));
    MIMIR_TRY(title);
    return title->value_or("");
}

Result<void> RowRemoval::purge(const Record &record)
{
    MIMIR_TRY(m_database.run(
        "DELETE FROM conflicts WHERE entity_type = ? AND entity_id = ?", record.type, record.id));
    return m_trash.notePurge(record);
}

// What the user deleted here is not stored: that was intended.
Result<void> RowRemoval::throwAway(const Team &team, EntityType type, std::int64_t pk, const Dropping &how)
{
    const auto row = EntityTable::of(type).byPk(m_database, pk);
    MIMIR_TRY(row);
    const auto own
        = m_database.has("SELECT 1 FROM " + std::string(tableName(type)) + " WHERE pk = ? AND own = 1", pk);
    MIMIR_TRY(own);
    if (!*row || (*row)->deleted || !*own)
        return {};
    const auto authored = isAuthored(type, (*row)->record.id);
    MIMIR_TRY(authored);
    return how.isPrivate && !*authored ? purge((*row)->record)
                                       : m_trash.put(**row, team.pk, how.title, *authored);
}

Result<void> RowRemoval::dropChildren(
    const Team &team, EntityType child, std::string_view conversation, const Dropping &how)
{
    const std::string table(tableName(child));
    const std::string unchanged = " FROM " + table
        + " WHERE conversation_id = ?1 AND pk NOT IN (SELECT entity_pk FROM sync_queue q WHERE "
          "q.entity_type = "
        + sqlNumber(child) + " AND q.entity_pk = " + table + ".pk)";
    std::vector<std::int64_t> kept;
    if (how.isKept) {
        Query rows = m_database.query("SELECT pk" + unchanged, conversation);
        while (rows.next())
            kept.push_back(rows.integer(0));
        MIMIR_TRY(rows.status());
    }
    for (const std::int64_t pk : kept)
        MIMIR_TRY(throwAway(team, child, pk, how));
    MIMIR_TRY(m_database.run("INSERT INTO tombstones(id, entity_type, rev, team, learnt) SELECT id, "
            + sqlNumber(child) + ", ?2, ?3, ?4" + unchanged + " ON CONFLICT DO NOTHING",
        conversation, how.rev, team.pk, how.isLearnt));
    MIMIR_TRY(m_database.run("DELETE FROM sync_withheld WHERE entity_type = " + sqlNumber(child)
            + " AND entity_pk IN (SELECT pk" + unchanged + ")",
        conversation));
    return m_database.run("DELETE" + unchanged, conversation);
}

Result<void> RowRemoval::drop(const Team &team, const HeldDeletion &deletion, Fate fate)
{
    const auto &[type, id, pk, rev, isPrivate] = deletion;
    if (type == EntityType::AuditLog)
        return {};
    const auto head = EntityTable::of(type).head(m_database, id);
    MIMIR_TRY(head);
    const bool isHere = *head && !(*head)->deleted;
    const auto stays = staysHere(type, id);
    MIMIR_TRY(stays);
    if (fate == Fate::Usual && isHere && !*stays) {
        const auto tooMuch = m_mass.isTooMuch(team, type, id);
        MIMIR_TRY(tooMuch);
        if (*tooMuch)
            return m_mass.hold(deletion);
    }
    auto title = titleOf(deletion);
    MIMIR_TRY(title);
    // What belongs to a conversation may outlive it here (dropChildren).
    const bool isLearnt = !*head || isHere;
    const Dropping how {rev, isLearnt, isLearnt && fate != Fate::Gone, isPrivate, std::move(*title)};
    // For an id that two teams know, the first one's tombstone stays.
    MIMIR_TRY(m_database.run(
        "INSERT INTO tombstones(id, entity_type, rev, team, learnt) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT "
        "DO UPDATE SET rev = max(rev, ?3), team = ?4, doubted = 0 WHERE team IS NULL OR team = ?4",
        id, type, rev, team.pk, how.isLearnt));
    if (*stays)
        return type == EntityType::Conversation ? detach(id) : Result<void>();
    MIMIR_TRY(m_mass.release(type, id));
    if (type == EntityType::Conversation)
        for (EntityType child : {EntityType::Message, EntityType::ToolCall})
            MIMIR_TRY(dropChildren(team, child, id, how));
    if (isPrivate) // some of it may have been removed before
        MIMIR_TRY(m_trash.purge(type, id));
    if (!*head)
        return {};
    if (how.isKept)
        MIMIR_TRY(throwAway(team, type, (*head)->pk, how));
    return remove(type, (*head)->pk);
}

Result<void> RowRemoval::drop(const Team &team, EntityType type, std::string_view id, std::int64_t rev)
{
    return drop(team, {type, std::string(id), team.pk, rev}, Fate::Usual);
}

Result<void> RowRemoval::remove(EntityType type, std::int64_t pk)
{
    MIMIR_TRY(WithheldForms(m_database).forget(type, pk));
    MIMIR_TRY(Shadows(m_database).remove(type, pk));
    return m_database.run("DELETE FROM " + std::string(tableName(type)) + " WHERE pk = ?", pk);
}

Result<void> RowRemoval::undoDelete(EntityType type, std::int64_t pk, std::string_view id)
{
    MIMIR_TRY(m_database.run("DELETE FROM tombstones WHERE id = ? AND entity_type = ?", id, type));
    MIMIR_TRY(m_database.run("UPDATE " + std::string(tableName(type)) + " SET deleted = 0 WHERE pk = ?", pk));
    if (type == EntityType::Conversation)
        for (const EntityType child : {EntityType::Message, EntityType::ToolCall})
            MIMIR_TRY(undoDeleteOfChildren(child, id));
    return {};
}

// The delete has erased which of them had been held, so in a store that was ever in privacy mode everything not
// yet sent is held.
Result<void> RowRemoval::undoDeleteOfChildren(EntityType child, std::string_view conversation)
{
    const std::string table(tableName(child));
    MIMIR_TRY(m_database.run("UPDATE " + table
            + " SET deleted = 0 WHERE conversation_id = ?1 AND deleted = 1 AND NOT EXISTS (SELECT 1 FROM "
              "sync_queue q WHERE q.entity_type = ?2 AND q.entity_pk = "
            + table + ".pk)",
        conversation, child));
    constexpr std::string_view state = sqlText<
        "CASE WHEN EXISTS (SELECT 1 FROM settings WHERE key = 'privacy_since') THEN {State::Held} ELSE "
        "{State::Ready} END">;
    return m_database.run(
        "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state) "
        "SELECT ?2, pk, id, team, ?3, 0, COALESCE(edited_at, 0), "
            + std::string(state) + " FROM " + table
            + " WHERE conversation_id = ?1 AND base_rev = 0 ON CONFLICT DO NOTHING",
        conversation, child, wire::Action::Create);
}

Result<void> RowRemoval::forgetEdits(const HeldDeletion &deletion)
{
    const auto forget = [&](EntityType type, std::string_view by) {
        return m_database.run("DELETE FROM sync_queue WHERE entity_type = ? AND entity_pk IN (SELECT pk FROM "
                + std::string(tableName(type)) + " WHERE " + std::string(by) + " = ?)",
            type, deletion.id);
    };
    MIMIR_TRY(forget(deletion.type, "id"));
    if (deletion.type == EntityType::Conversation)
        for (const EntityType child : {EntityType::Message, EntityType::ToolCall})
            MIMIR_TRY(forget(child, "conversation_id"));
    return {};
}

Result<void> RowRemoval::carryOut(const HeldDeletion &deletion, Fate fate)
{
    const auto team = TeamRegistry(m_database).find(deletion.team);
    MIMIR_TRY(team);
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        if (*team) {
            const auto stays = staysHere(deletion.type, deletion.id);
            MIMIR_TRY(stays);
            if (!*stays) // otherwise its removal from the server may be waiting there
                MIMIR_TRY(forgetEdits(deletion));
            MIMIR_TRY(drop(**team, deletion, fate));
        }
        MIMIR_TRY(m_mass.release(deletion.type, deletion.id));
    }
    return transaction.commit();
}

} // namespace mimir
