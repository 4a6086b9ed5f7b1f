#include "storage/batches/sentrows.h"

#include "storage/schema/sqltext.h"
#include "storage/tables/othersedits.h"

#include <algorithm>

namespace mimir {
namespace {

// The condition on a row `r` that a server has, and the present account may send again.
constexpr std::string_view kIsThere = "r.own = 1 AND r.deleted = 0 AND r.base_rev > 0 AND r.team IS NOT NULL "
                                      "AND r.team NOT IN (SELECT pk FROM "
                                      "teams_of_other_accounts)";

std::string conversationOf(EntityType type)
{
    return type == EntityType::Conversation ? "r.id" : "COALESCE(r.conversation_id, '')";
}

} // namespace

Result<std::int64_t> SentRows::count() const
{
    std::int64_t count = 0;
    for (const EntityType type : kEntityTypes) {
        const auto rows = m_database.readInteger(
            "SELECT COUNT(*) FROM " + std::string(tableName(type)) + " r WHERE " + std::string(kIsThere));
        MIMIR_TRY(rows);
        count += rows->value_or(0);
    }
    return count;
}

Result<std::vector<std::string>> SentRows::conversations() const
{
    std::string all;
    for (const EntityType type : kEntityTypes)
        all += (all.empty() ? "SELECT " : " UNION SELECT ") + conversationOf(type) + " FROM "
            + std::string(tableName(type)) + " r WHERE " + std::string(kIsThere);
    std::vector<std::string> found;
    Query rows = m_database.query(all);
    while (rows.next())
        found.push_back(rows.string(0));
    MIMIR_TRY(rows.status());
    return found;
}

Result<bool> SentRows::isSent(std::string_view conversation) const
{
    for (const EntityType type : kEntityTypes) {
        const auto any = m_database.has("SELECT 1 FROM " + std::string(tableName(type)) + " r WHERE r."
                + conversationColumn(type) + " = ? AND " + std::string(kIsThere) + " LIMIT 1",
            conversation);
        MIMIR_TRY(any);
        if (*any)
            return true;
    }
    return false;
}

Result<void> SentRows::each(std::string_view conversation, const Visit &visit)
{
    for (const EntityType type : kEntityTypes) {
        const auto pks = keys(type, conversation);
        MIMIR_TRY(pks);
        for (const std::int64_t pk : *pks) {
            auto row = read(type, pk);
            MIMIR_TRY(row);
            if (*row)
                MIMIR_TRY(visit(**row));
        }
    }
    return {};
}

Result<std::vector<std::int64_t>> SentRows::keys(EntityType type, std::string_view conversation) const
{
    std::vector<std::int64_t> pks;
    if (conversation.empty() && type == EntityType::Conversation)
        return pks;
    const auto parent = conversation.empty() ? std::nullopt : std::optional<std::string>(conversation);
    Query rows = m_database.query("SELECT pk FROM " + std::string(tableName(type))
            + " WHERE own = 1 AND deleted = 0 AND " + conversationColumn(type) + " IS ? ORDER BY pk",
        parent);
    while (rows.next())
        pks.push_back(rows.integer(0));
    MIMIR_TRY(rows.status());
    return pks;
}

Result<std::optional<SentRow>> SentRows::read(EntityType type, std::int64_t pk)
{
    auto stored = OthersEdits(m_database).ownRow(type, pk);
    MIMIR_TRY(stored);
    if (!*stored)
        return std::optional<SentRow>();
    SentRow row;
    row.pk = pk;
    row.team = (*stored)->team.value_or(0);
    row.item.record = std::move((*stored)->record);
    row.item.action = wire::Action::Update;
    row.item.baseRev = (*stored)->baseRev;
    const auto level = m_levels.of(row.item, (*stored)->team);
    MIMIR_TRY(level);
    row.level = *level;
    MIMIR_TRY(readState(row));
    auto forms = WithheldForms(m_database).of(type, pk);
    MIMIR_TRY(forms);
    std::erase_if(*forms, [&row](const WithheldForms::Form &form) {
        const std::string *here = row.item.record.fields.find(form.field);
        return !form.original.empty() && form.original != EntityTable::digest(here ? *here : "null");
    });
    row.forms = std::move(*forms);
    return std::optional(std::move(row));
}

Result<void> SentRows::readState(SentRow &row) const
{
    const EntityType type = row.item.record.type;
    Query state = m_database.query("SELECT " + std::string(kIsThere)
            + " AND COALESCE(q.action, ?3) = ?3, r.edited_at IS NULL OR r.edited_at > 0, COALESCE(q.reform, "
              "0), "
              "q.changed FROM "
            + std::string(tableName(type))
            + " r LEFT JOIN sync_queue q ON q.entity_type = ?1 AND q.entity_pk = r.pk WHERE r.pk = ?2",
        type, row.pk, wire::Action::Update);
    if (state.next()) {
        row.isThere = state.integer(0) != 0;
        row.recordedHere = state.integer(1) != 0;
        row.waits = state.integer(2) != 0;
        // What is edited goes by the rules of today anyway.
        const auto edited = json::parseObject(state.text(3), json::Author::Store);
        if (edited)
            for (const json::Member &field : edited->members())
                row.item.changed.emplace_back(field.key, 0);
    }
    return state.status();
}

} // namespace mimir
