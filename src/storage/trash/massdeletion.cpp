#include "storage/trash/massdeletion.h"

#include "storage/schema/sqltext.h"
#include "storage/tables/storesettings.h"
#include "storage/trash/trash.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::int64_t kFewConversations = 20;
constexpr std::int64_t kFewRows = 200;

/// When the user last agreed to held deletions.
constexpr std::string_view kAgreedAt = "deletions_agreed_at";

bool isChild(EntityType type)
{
    return type == EntityType::Message || type == EntityType::ToolCall;
}

/// For a row `r`: what the user has removed, here or only from the server, is not a deletion by a server.
std::string isNotRemovedHere(EntityType type)
{
    const std::string around = " r." + conversationColumn(type);
    constexpr std::string_view stays
        = sqlText<"r.deleted = 0 AND NOT EXISTS (SELECT 1 FROM privacy_rules p WHERE p.kind = "
                  "{Rule::Conversation} AND p.level = {Level::Nothing} AND p.value =">;
    return std::string(stays) + around + ")"
        + (isChild(type) ? " AND NOT EXISTS (SELECT 1 FROM conversations o WHERE o.deleted = 1 AND o.id ="
                    + around + ")"
                         : std::string());
}

// Of rows `d` of the trash or of the purges.
constexpr std::string_view kIsConversation = sqlText<"d.entity_type = {Type::Conversation}">;
// What was deleted with its conversation counts as part of that.
constexpr std::string_view kIsSingleRow = sqlText<R"sql(
    d.entity_type IN ({Type::Message}, {Type::ToolCall})
    AND NOT EXISTS (SELECT 1 FROM trash c
        WHERE c.entity_type = {Type::Conversation} AND c.id = d.conversation_id)
    AND NOT EXISTS (SELECT 1 FROM purges c
        WHERE c.entity_type = {Type::Conversation} AND c.id = d.conversation_id))sql">;

/// Held deletions `d` of one type that need an answer, except those that wait with their conversation.
std::string openIn(EntityType type)
{
    constexpr std::string_view withConversation = sqlText<
        " AND NOT EXISTS (SELECT 1 FROM held_deletions c WHERE c.entity_type = {Type::Conversation} "
        "AND c.id = r.conversation_id)">;
    return " FROM held_deletions d JOIN " + std::string(tableName(type))
        + " r ON r.id = d.id WHERE d.entity_type = " + sqlNumber(type) + " AND " + isNotRemovedHere(type)
        + std::string(isChild(type) ? withConversation : "");
}

} // namespace

struct MassDeletion::Candidates {
    std::set<Key> conversations;
    std::set<Key> rows;                                ///< of conversations that stay
    std::set<Key> ofHeld;                              ///< of conversations that are held already
    std::vector<std::pair<Key, std::string>> children; ///< with their conversation
};

bool MassDeletion::isHeld(EntityType type, std::string_view id) const
{
    return m_database.integer("SELECT 1 FROM held_deletions WHERE entity_type = ? AND id = ?", type, id)
        .has_value();
}

bool MassDeletion::isOwnAndHere(
    const Team &team, EntityType type, std::string_view id, std::string &conversation) const
{
    Query row
        = m_database.query("SELECT r." + conversationColumn(type) + " FROM " + std::string(tableName(type))
                + " r WHERE r.id = ? AND r.own = 1 AND r.team = ? AND " + isNotRemovedHere(type),
            id, team.pk);
    if (!row.next())
        return false;
    conversation = row.string(0);
    return true;
}

Result<MassDeletion::Candidates> MassDeletion::candidates(
    const Team &team, const std::vector<wire::Deletion> &deletions) const
{
    Candidates found;
    for (const wire::Deletion &deletion : deletions) {
        std::string conversation;
        const bool counts = !deletion.isWithdrawal() && deletion.type != EntityType::AuditLog
            && isOwnAndHere(team, deletion.type, deletion.id, conversation);
        if (counts && isChild(deletion.type))
            found.children.push_back({{deletion.type, deletion.id}, conversation});
        else if (counts)
            found.conversations.insert({deletion.type, deletion.id});
    }
    for (const auto &[key, conversation] : found.children) {
        if (found.conversations.contains({EntityType::Conversation, conversation}))
            continue;
        (isHeld(EntityType::Conversation, conversation) ? found.ofHeld : found.rows).insert(key);
    }
    return found;
}

Millis MassDeletion::countedFrom() const
{
    const Millis now = m_clock.now();
    const Millis agreed = StoreSettings(m_database).integer(kAgreedAt);
    // If the clock was ahead then, the time of agreement is unknown: everything counts.
    return agreed <= now ? std::max(agreed, now - Trash::kDay) : now - Trash::kDay;
}

Result<void> MassDeletion::restartDay()
{
    return StoreSettings(m_database).set(kAgreedAt, m_clock.now());
}

Result<std::int64_t> MassDeletion::goneLately(bool rows) const
{
    const std::string which(rows ? kIsSingleRow : kIsConversation);
    const auto from = [&which](const std::string &table) {
        return "(SELECT COUNT(*) FROM " + table + " d WHERE d.at > ?1 AND " + which + ")";
    };
    const auto count
        = m_database.readInteger("SELECT " + from("trash") + " + " + from("purges"), countedFrom());
    MIMIR_TRY(count);
    return count->value_or(0);
}

Result<bool> MassDeletion::isBeyond(EntityType type, std::int64_t more) const
{
    const bool rows = isChild(type);
    const std::int64_t few = rows ? kFewRows : kFewConversations;
    const auto gone = goneLately(rows);
    MIMIR_TRY(gone);
    const auto open = m_database.readInteger(rows ? "SELECT (SELECT COUNT(*)" + openIn(EntityType::Message)
                + ") + (SELECT COUNT(*)" + openIn(EntityType::ToolCall) + ")"
                                                  : "SELECT COUNT(*)" + openIn(EntityType::Conversation));
    MIMIR_TRY(open);
    const std::int64_t all = *gone + open->value_or(0) + more;
    if (all <= few)
        return false;
    const auto here = m_database.readInteger(rows
            ? "SELECT (SELECT COUNT(*) FROM messages WHERE own = 1 AND deleted = 0) + "
              "(SELECT COUNT(*) FROM tool_calls WHERE own = 1 AND deleted = 0)"
            : "SELECT COUNT(*) FROM conversations WHERE own = 1 AND deleted = 0");
    MIMIR_TRY(here);
    return all * 10 > here->value_or(0) + *gone;
}

Result<std::set<MassDeletion::Key>> MassDeletion::tooMany(
    const Team &team, const std::vector<wire::Deletion> &deletions) const
{
    if (deletions.empty())
        return std::set<Key>();
    const auto found = candidates(team, deletions);
    MIMIR_TRY(found);
    std::set<Key> held = found->ofHeld;
    const auto conversations
        = isBeyond(EntityType::Conversation, static_cast<std::int64_t>(found->conversations.size()));
    MIMIR_TRY(conversations);
    if (*conversations && !found->conversations.empty())
        for (const Key &key : found->conversations)
            held.insert(key);
    for (const auto &[key, conversation] : found->children)
        if (held.contains({EntityType::Conversation, conversation}))
            held.insert(key);
    const auto rows = isBeyond(EntityType::Message, static_cast<std::int64_t>(found->rows.size()));
    MIMIR_TRY(rows);
    if (*rows)
        held.insert(found->rows.begin(), found->rows.end());
    return held;
}

Result<bool> MassDeletion::isTooMuch(const Team &team, EntityType type, std::string_view id) const
{
    std::string conversation;
    if (type == EntityType::AuditLog || !isOwnAndHere(team, type, id, conversation))
        return false;
    if (isHeld(type, id) || isHeld(EntityType::Conversation, conversation))
        return true;
    return isBeyond(type, 1);
}

Result<void> MassDeletion::hold(const HeldDeletion &deletion)
{
    return m_database.run(
        "INSERT INTO held_deletions(entity_type, id, team, rev, at, private) VALUES (?1, ?2, ?3, ?4, "
        "?5, ?6) ON CONFLICT DO UPDATE SET rev = max(rev, ?4), private = max(private, ?6)",
        deletion.type, deletion.id, deletion.team, deletion.rev, m_clock.now(), deletion.isPrivate);
}

Result<void> MassDeletion::release(EntityType type, std::string_view id)
{
    if (type == EntityType::Conversation)
        for (const EntityType child : {EntityType::Message, EntityType::ToolCall})
            MIMIR_TRY(
                m_database.run("DELETE FROM held_deletions WHERE entity_type = ? AND id IN (SELECT id FROM "
                        + std::string(tableName(child)) + " WHERE conversation_id = ?)",
                    child, id));
    return m_database.run("DELETE FROM held_deletions WHERE entity_type = ? AND id = ?", type, id);
}

Result<void> MassDeletion::releaseIfContradicted(
    const Team &team, EntityType type, std::string_view id, const std::optional<std::int64_t> &position)
{
    const auto rev = m_database.readInteger(
        "SELECT rev FROM held_deletions WHERE entity_type = ? AND id = ? AND team = ?", type, id, team.pk);
    MIMIR_TRY(rev);
    if (!*rev || !position)
        return {};
    const auto impossible = TeamRegistry(m_database).isImpossible(team.pk, **rev, position);
    MIMIR_TRY(impossible);
    return *position >= **rev || *impossible ? release(type, id) : Result<void>();
}

Result<std::vector<MassDeletion::Key>> MassDeletion::asked(
    const Team &team, const Key &after, std::size_t most) const
{
    Query rows = m_database.query(
        std::string(sqlText<"SELECT entity_type, id FROM held_deletions d WHERE team = ?1 AND (entity_type, "
                            "id) > (?2, ?3) AND NOT EXISTS (SELECT 1 FROM held_deletions c WHERE "
                            "c.entity_type = {Type::Conversation} AND d.entity_type <> {Type::Conversation} "
                            "AND c.id = CASE d.entity_type WHEN {Type::Message} THEN (SELECT "
                            "conversation_id FROM messages m WHERE m.id = d.id) ELSE (SELECT "
                            "conversation_id FROM tool_calls t WHERE t.id = d.id) END) ORDER BY "
                            "entity_type, id LIMIT ?4">),
        team.pk, after.first, after.second, most);
    std::vector<Key> found;
    while (rows.next())
        found.emplace_back(static_cast<EntityType>(rows.integer(0)), rows.string(1));
    MIMIR_TRY(rows.status());
    return found;
}

Result<std::vector<HeldDeletion>> MassDeletion::list() const
{
    Query rows = m_database.query(
        "SELECT entity_type, id, team, rev, private FROM held_deletions ORDER BY entity_type, id");
    std::vector<HeldDeletion> held;
    while (rows.next())
        held.push_back({static_cast<EntityType>(rows.integer(0)), rows.string(1), rows.integer(2),
            rows.integer(3), rows.integer(4) != 0});
    MIMIR_TRY(rows.status());
    return held;
}

Result<HeldSummary> MassDeletion::summary() const
{
    Query rows = m_database.query(
        "SELECT h.team, SUM(h.conversations), SUM(h.items), (SELECT COUNT(*) FROM conversations c WHERE "
        "c.team = h.team AND c.own = 1 AND c.deleted = 0) FROM (SELECT d.team, 1 AS conversations, 0 AS items"
        + openIn(EntityType::Conversation) + " UNION ALL SELECT d.team, 0, 1" + openIn(EntityType::Message)
        + " UNION ALL SELECT d.team, 0, 1" + openIn(EntityType::ToolCall)
        + ") h GROUP BY h.team ORDER BY h.team");
    HeldSummary summary;
    while (rows.next()) {
        summary.teams.push_back(rows.integer(0));
        summary.conversations += rows.integer(1);
        summary.items += rows.integer(2);
        summary.present += rows.integer(3);
    }
    MIMIR_TRY(rows.status());
    return summary;
}

} // namespace mimir
