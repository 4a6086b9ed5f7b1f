#include "storage/localstoragebackend.h"

#include "core/records/timecheck.h"
#include "core/text.h"
#include "storage/sqlite/sqllimits.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/triggersuppressor.h"

#include <algorithm>

namespace mimir {
namespace {

void bindValues(Query &query, const std::vector<SqlValue> &values)
{
    int index = 0;
    for (const SqlValue &value : values)
        std::visit([&](const auto &v) { query.bind(++index, v); }, value);
}

std::string columnJson(const Query &row, int column)
{
    switch (row.kind(column)) {
    case Query::Kind::Null:
        return "null";
    case Query::Kind::Integer:
        return std::to_string(row.integer(column));
    case Query::Kind::Real:
        return json::fromReal(row.real(column));
    default:
        return json::quoted(scrubbed(row.text(column)));
    }
}

void setIfAbsent(Record &record, std::string_view field, Millis value)
{
    if (!field.empty() && record.fields.isNullOrAbsent(field))
        record.fields.setInteger(field, value);
}

// Fields that the store fills in when they are missing cannot be cleared: recording the same line again
// changes nothing.
bool clearsWhatIsFilledIn(EntityType type, const json::Member &member)
{
    return member.json == "null" && (member.key == createdField(type) || member.key == kDeviceSeq);
}

// The fields of `edit` that differ from `present`; `updated_at` alone is not an edit.
json::Object differences(const Record &present, const Record &edit)
{
    json::Object out;
    for (const json::Member &member : edit.fields.members()) {
        const std::string *now = present.fields.find(member.key);
        const bool same = now ? *now == member.json : member.json == "null";
        if (!same && mergeRule(edit.type, member.key) != MergeRule::Newest
            && !clearsWhatIsFilledIn(edit.type, member))
            out.set(member.key, member.json);
    }
    return out;
}

// An account decides only who reads its own conversations; the schema sees to that for other writers.
Result<bool> isOfAnotherAccount(Database &database, EntityType type, std::int64_t pk)
{
    if (type != EntityType::Conversation)
        return false;
    return database.has("SELECT 1 FROM conversations_of_other_accounts WHERE pk = ?", pk);
}

Result<json::Object> allowedChanges(Database &database, const LocalRow &row, const Record &edit)
{
    json::Object changed = differences(row.record, edit);
    if (!changed.find("visibility"))
        return changed;
    const auto others = isOfAnotherAccount(database, edit.type, row.pk);
    MIMIR_TRY(others);
    if (*others)
        changed.remove("visibility");
    return changed;
}

// Those that are, or were, within `extra`.
std::vector<std::string> unknownFields(const LocalRow &row, const json::Object &changed)
{
    std::vector<std::string> unknown;
    for (const json::Member &member : changed.members())
        if (!hasColumn(row.record.type, member.key, member.json)
            || std::ranges::find(row.extra, member.key) != row.extra.end())
            unknown.push_back(member.key);
    return unknown;
}

enum class Dating : std::uint8_t {
    ByEdit,
    None, ///< the edit waits for the row's own account (OthersEdits)
};

// A conversation's `updated_at` goes back only from the future.
Result<Record> mergedWith(
    const Record &present, const json::Object &changed, const Record &edit, Millis editedAt, Dating dating)
{
    Record merged = present;
    merged.fields.apply(changed.members());
    const bool isConversation = edit.type == EntityType::Conversation;
    if (isConversation && !merged.fields.integer("updated_at"))
        merged.fields.remove("updated_at"); // it is set again below
    MIMIR_TRY(normalize(merged, Completeness::Full));
    if (isConversation && dating == Dating::ByEdit) {
        const Millis before = merged.fields.integer("updated_at").value_or(0);
        const Millis told = edit.fields.integer("updated_at").value_or(editedAt);
        const Millis named = newestOf(told, std::min(told, editedAt), editedAt);
        merged.fields.setInteger("updated_at", newestOf(before, named, editedAt));
    }
    return merged;
}

} // namespace

Result<LocalStorageBackend::Stored> LocalStorageBackend::store(
    const Record &input, Millis editedAt, std::optional<std::int64_t> team)
{
    Record record = input;
    auto found = EntityTable::of(record.type).byId(m_database, record.id);
    MIMIR_TRY(found);
    MIMIR_TRY(normalize(record, *found ? Completeness::Partial : Completeness::Full));
    if (!*found)
        return insert(std::move(record), editedAt, team);
    if ((*found)->deleted)
        return Error {ErrorCode::Exists, record.id + " was deleted"};
    return change(**found, record, editedAt);
}

Result<LocalStorageBackend::Stored> LocalStorageBackend::insert(
    Record record, Millis editedAt, std::optional<std::int64_t> team)
{
    if (m_database.integer(
            "SELECT 1 FROM tombstones WHERE id = ? AND entity_type = ?", record.id, record.type))
        return Error {ErrorCode::Exists, record.id + " was deleted"};
    // Users see it, so it does not use the believed server time. A clock that was never set dates nothing.
    if (isPossibleTime(m_clock.now()))
        setIfAbsent(record, createdField(record.type), m_clock.now());
    if (record.type == EntityType::Conversation && isPossibleTime(editedAt))
        setIfAbsent(record, "updated_at", editedAt);
    const auto pk = EntityTable::of(record.type).insert(m_database, record, team, 0, editedAt);
    MIMIR_TRY(pk);
    return Stored {WriteOutcome::Created, *pk, {}};
}

Result<LocalStorageBackend::Stored> LocalStorageBackend::change(
    const LocalRow &row, const Record &edit, Millis editedAt)
{
    const auto changed = allowedChanges(m_database, row, edit);
    MIMIR_TRY(changed);
    if (changed->empty())
        return Stored {WriteOutcome::Unchanged, row.pk, {}};
    if (edit.type == EntityType::AuditLog)
        return Error {ErrorCode::Immutable, "audit_log " + edit.id + ": audit entries are never changed"};
    const auto others = OthersEdits(m_database).isOfAnother(edit.type, edit.id);
    MIMIR_TRY(others);
    const auto merged
        = mergedWith(row.record, *changed, edit, editedAt, *others ? Dating::None : Dating::ByEdit);
    MIMIR_TRY(merged);
    MIMIR_TRY(EntityTable::of(edit.type).update(m_database, row.pk, *merged, row.baseRev, editedAt));
    return Stored {WriteOutcome::Changed, row.pk, unknownFields(row, *changed)};
}

Result<WriteOutcome> LocalStorageBackend::write(const Record &record)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    Result<Stored> stored = Stored();
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        stored = store(record, m_clock.now(), std::nullopt);
    }
    MIMIR_TRY(stored);
    MIMIR_TRY(transaction.commit());
    return stored->outcome;
}

Result<WriteOutcome> LocalStorageBackend::remove(EntityType type, std::string_view id)
{
    if (type == EntityType::AuditLog)
        return Error {ErrorCode::Immutable, "audit entries are never deleted"};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    bool removed = false;
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        Query statement = m_database.once("DELETE FROM " + std::string(tableName(type)) + " WHERE id = ?");
        statement.bind(1, id);
        while (statement.next()) { }
        MIMIR_TRY(statement.status());
        removed = m_database.changes() > 0;
    }
    MIMIR_TRY(transaction.commit());
    return removed ? WriteOutcome::Changed : WriteOutcome::Unchanged;
}

Result<std::optional<Record>> LocalStorageBackend::read(EntityType type, std::string_view id)
{
    auto row = EntityTable::of(type).byId(m_database, id);
    MIMIR_TRY(row);
    if (!*row || (*row)->deleted)
        return std::optional<Record>();
    return std::optional((*row)->record);
}

Result<int> LocalStorageBackend::execute(std::string_view sql, const std::vector<SqlValue> &values)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const std::int64_t before = m_database.totalChanges();
    {
        SqlLimits limits(m_database, SqlLimits::May::WriteHistory);
        MIMIR_TRY(limits.check(sql, values.size()));
        Query statement = m_database.once(sql);
        bindValues(statement, values);
        while (statement.next()) { }
        MIMIR_TRY(statement.status());
    }
    const int changed = m_database.totalChanges() == before ? 0 : m_database.changes();
    MIMIR_TRY(transaction.commit());
    return changed;
}

Result<std::vector<json::Object>> LocalStorageBackend::query(
    std::string_view sql, const std::vector<SqlValue> &values)
{
    SqlLimits limits(m_database, SqlLimits::May::Read);
    MIMIR_TRY(limits.check(sql, values.size()));
    Query rows = m_database.once(sql);
    bindValues(rows, values);
    std::vector<json::Object> out;
    while (rows.next()) {
        json::Object object;
        for (int column = 0; column < rows.columnCount(); ++column)
            object.set(rows.columnName(column), columnJson(rows, column));
        out.push_back(std::move(object));
    }
    MIMIR_TRY(rows.status());
    return out;
}

} // namespace mimir
