#include "storage/tables/entitytable.h"

#include "core/records/timecheck.h"
#include "core/text.h"

#include <QCryptographicHash>

#include <array>
#include <cmath>

namespace mimir {
namespace {

// Columns before the first field in every SELECT in this file.
enum Column { Pk, Team, BaseRev, Deleted, Id, FirstField };

// Text values of a row, and its `extra`: as many as a query may have to keep until it has run.
constexpr std::size_t kMostFields = 32;

// A text where a number belongs. In place of a time it is left as it is, to be reported: its leading digits
// alone would be a different time.
std::string numberOf(std::string_view text, const FieldSpec &field)
{
    if (isTime(field.name))
        return json::quoted(scrubbed(text));
    if (field.kind == FieldKind::Real) {
        const auto real = json::toReal(text);
        return real ? json::fromReal(*real) : std::string();
    }
    const auto number = json::toInteger(text);
    return number ? std::to_string(*number) : std::string();
}

} // namespace

EntityTable::EntityTable(EntityType type) : m_type(type)
{
    const std::string table(tableName(type));
    std::string columns;
    std::string values;
    std::string assignments;
    int parameter = 3;
    for (const FieldSpec &field : fieldsOf(type)) {
        const std::string name(field.name);
        columns += name + ", ";
        values += "?, ";
        assignments += name + " = ?" + std::to_string(parameter++) + ", ";
    }
    m_select = "SELECT pk, team, base_rev, deleted, id, " + columns + "extra FROM " + table;
    m_selectById = m_select + " WHERE id = ?";
    m_selectByPk = m_select + " WHERE pk = ?";
    m_selectAll = m_select + " WHERE deleted = 0"
        + (type == EntityType::Conversation || type == EntityType::AuditLog
                ? ""
                : " AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = " + table
                    + ".conversation_id AND c.deleted = 1)")
        + " ORDER BY id";
    m_selectHead = "SELECT pk, base_rev, team, deleted, own FROM " + table + " WHERE id = ?";
    m_insert = "INSERT INTO " + table + "(id, team, base_rev, edited_at, " + columns
        + "extra) VALUES (?, ?, ?, ?, " + values + "?)";
    m_update = "UPDATE " + table
        + " SET base_rev = ?1, edited_at = CASE WHEN ?2 IS NULL THEN edited_at ELSE max(?2, edited_at + 1) "
          "END, "
        + assignments + "extra = ?" + std::to_string(parameter) + " WHERE pk = ?"
        + std::to_string(parameter + 1);
}

const EntityTable &EntityTable::of(EntityType type)
{
    static const std::array tables {EntityTable(EntityType::Conversation), EntityTable(EntityType::Message),
        EntityTable(EntityType::ToolCall), EntityTable(EntityType::AuditLog)};
    return tables[static_cast<std::size_t>(type) - 1];
}

void LocalRow::addExtra(const json::Object &fields)
{
    for (const json::Member &member : fields.members()) {
        const FieldSpec *known = findField(record.type, member.key);
        const bool isOfColumn
            = known && (known->origin == Origin::Contract || record.fields.find(member.key) != nullptr);
        if (member.json == "null" || isOfColumn || isReserved(member.key))
            continue;
        record.fields.set(member.key, member.json);
        extra.push_back(member.key);
    }
}

void LocalRow::removeExtra()
{
    for (const std::string &field : extra)
        record.fields.remove(field);
    extra.clear();
}

// A foreign writer may have stored anything under any type; the result is valid JSON of the field's kind,
// except for a time that is a text.
std::string EntityTable::fieldJson(const Query &row, int column, const FieldSpec &field)
{
    const FieldKind kind = field.kind;
    switch (row.kind(column)) {
    case Query::Kind::Null:
        return {};
    case Query::Kind::Integer:
        if (kind != FieldKind::Text)
            return std::to_string(row.integer(column));
        break;
    case Query::Kind::Real:
        if (kind != FieldKind::Text && !std::isfinite(row.real(column)))
            return {}; // as if it were null
        if (kind != FieldKind::Text)
            return kind == FieldKind::Integer ? std::to_string(row.integer(column))
                                              : json::fromReal(row.real(column));
        break;
    default:
        break;
    }
    const std::string_view text = row.text(column);
    if (kind == FieldKind::Integer || kind == FieldKind::Real)
        return numberOf(text, field);
    if (kind == FieldKind::Json)
        if (auto canonical = json::canonical(text, json::Author::Store))
            return std::move(*canonical);
    return json::quoted(scrubbed(text));
}

std::string EntityTable::digest(std::string_view canonicalJson)
{
    return QCryptographicHash::hash(
        {canonicalJson.data(), qsizetype(canonicalJson.size())}, QCryptographicHash::Sha256)
        .toHex()
        .left(32)
        .toStdString();
}

LocalRow EntityTable::read(const Query &row) const
{
    LocalRow stored;
    stored.pk = row.integer(Pk);
    stored.team = row.optionalInteger(Team);
    stored.baseRev = row.integer(BaseRev);
    stored.deleted = row.integer(Deleted) != 0;
    stored.record.type = m_type;
    stored.record.id = row.string(Id);
    int column = FirstField;
    for (const FieldSpec &field : fieldsOf(m_type)) {
        std::string value = fieldJson(row, column++, field);
        if (!value.empty())
            stored.record.fields.set(field.name, std::move(value));
    }
    if (!row.isNull(column))
        if (const auto extra = json::parseObject(row.text(column), json::Author::Store))
            stored.addExtra(*extra);
    return stored;
}

Result<std::optional<LocalRow>> EntityTable::byId(Database &database, std::string_view id) const
{
    Query row = database.query(m_selectById, id);
    if (row.next())
        return std::optional(read(row));
    MIMIR_TRY(row.status());
    return std::optional<LocalRow>();
}

Result<std::optional<LocalRow>> EntityTable::byPk(Database &database, std::int64_t pk) const
{
    Query row = database.query(m_selectByPk, pk);
    if (row.next())
        return std::optional(read(row));
    MIMIR_TRY(row.status());
    return std::optional<LocalRow>();
}

Result<std::vector<Record>> EntityTable::records(
    Database &database, const std::vector<std::int64_t> &pks) const
{
    std::vector<Record> found;
    for (const std::int64_t pk : pks) {
        auto row = byPk(database, pk);
        MIMIR_TRY(row);
        if (*row)
            found.push_back(std::move((*row)->record));
    }
    return found;
}

Result<std::optional<EntityTable::Head>> EntityTable::head(Database &database, std::string_view id) const
{
    Query row = database.query(m_selectHead, id);
    if (row.next())
        return std::optional(Head {row.integer(0), row.integer(1), row.optionalInteger(2),
            row.integer(3) != 0, row.integer(4) != 0});
    MIMIR_TRY(row.status());
    return std::optional<Head>();
}

void EntityTable::bindFields(Query &query, int first, const Record &record, std::string *scratch) const
{
    int index = first;
    json::Object extra;
    for (const FieldSpec &field : fieldsOf(m_type)) {
        const std::string *value = record.fields.find(field.name);
        if (!value || *value == "null" || !hasColumn(m_type, field.name, *value)) {
            query.bind(index++, nullptr);
            continue;
        }
        switch (field.kind) {
        case FieldKind::Integer:
            query.bind(index++, json::toInteger(*value));
            break;
        case FieldKind::Real:
            query.bind(index++, json::toReal(*value));
            break;
        case FieldKind::Json:
            query.bind(index++, *value);
            break;
        case FieldKind::Text:
            scratch[index - first] = json::unquoted(*value).value_or(std::string());
            query.bind(index, scratch[index - first]);
            ++index;
            break;
        }
    }
    for (const json::Member &member : record.fields.members())
        if (member.json != "null" && !hasColumn(m_type, member.key, member.json))
            extra.set(member.key, member.json);
    if (extra.empty()) {
        query.bind(index, nullptr);
        return;
    }
    scratch[index - first] = extra.toJson();
    query.bind(index, scratch[index - first]);
}

Result<std::int64_t> EntityTable::insert(Database &database, const Record &record,
    std::optional<std::int64_t> team, std::int64_t baseRev, Millis editedAt) const
{
    std::array<std::string, kMostFields> scratch;
    {
        Query query = database.query(m_insert, record.id, team, baseRev, editedAt);
        bindFields(query, 5, record, scratch.data());
        while (query.next()) { }
        MIMIR_TRY(query.status());
    }
    return database.lastInsertId();
}

Result<void> EntityTable::update(Database &database, std::int64_t pk, const Record &record,
    std::int64_t baseRev, std::optional<Millis> editedAt) const
{
    std::array<std::string, kMostFields> scratch;
    Query query = database.query(m_update, baseRev, editedAt);
    bindFields(query, 3, record, scratch.data());
    query.bind(static_cast<int>(fieldsOf(m_type).size()) + 4, pk);
    while (query.next()) { }
    return query.status();
}

} // namespace mimir
