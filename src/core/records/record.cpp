#include "core/records/record.h"

#include "core/ids.h"
#include "core/text.h"

#include <utility>

namespace mimir {
namespace {

Error invalid(EntityType type, std::string_view field, std::string_view why)
{
    return Error {ErrorCode::Validation,
        std::string(typeName(type)) + ": \"" + std::string(field) + "\" " + std::string(why)};
}

int nestingOf(std::string_view canonicalText)
{
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < canonicalText.size(); ++i) {
        const char c = canonicalText[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

Result<std::string> normalized(EntityType type, const FieldSpec &field, std::string value)
{
    switch (field.kind) {
    case FieldKind::Text:
        if (value.front() != '"')
            return invalid(type, field.name, "must be a string");
        return value;
    case FieldKind::Integer:
        if (const auto number = json::toInteger(value))
            return std::to_string(*number);
        return invalid(type, field.name, "must be an integer");
    case FieldKind::Real:
        if (const auto number = json::toReal(value))
            return json::fromReal(*number);
        if (value.front() == '-' || isDigit(value.front()))
            return std::string("null"); // larger than any double
        return invalid(type, field.name, "must be a number");
    case FieldKind::Json:
        break;
    }
    return value;
}

bool isContainer(const std::string &json)
{
    return json.front() == '{' || json.front() == '[';
}

Result<void> normalizeMember(json::Member &member, EntityType type)
{
    if (isContainer(member.json) && nestingOf(member.json) > kMaxValueNesting)
        return invalid(type, member.key, "is nested too deeply");
    const FieldSpec *known = findField(type, member.key);
    if (!known || member.json == "null" || !hasColumn(type, member.key, member.json))
        return {};
    Result<std::string> value = normalized(type, *known, std::move(member.json));
    MIMIR_TRY(value);
    member.json = std::move(*value);
    return {};
}

} // namespace

bool isReserved(std::string_view field)
{
    return field == "id" || field == "type" || field == kDeletedMember || field.starts_with('_');
}

std::string Record::toJson() const
{
    return rowJson(id, fields);
}

std::string rowJson(std::string_view id, const json::Object &fields)
{
    std::size_t size = id.size() + 16;
    for (const json::Member &member : fields.members())
        size += member.key.size() + member.json.size() + 4;
    std::string out;
    out.reserve(size);
    appendRowJson(out, id, fields);
    return out;
}

void appendRowJson(std::string &out, std::string_view id, const json::Object &fields)
{
    bool idIsDue = true;
    char before = '{';
    const auto append = [&out, &before](std::string_view key, std::string_view json) {
        out += std::exchange(before, ',');
        json::appendQuoted(out, key);
        out += ':';
        out += json;
    };
    for (const json::Member &member : fields.members()) {
        if (member.key == "id")
            continue;
        if (idIsDue && member.key > "id")
            append("id", json::quoted(id));
        idIsDue = idIsDue && member.key <= "id";
        append(member.key, member.json);
    }
    if (idIsDue)
        append("id", json::quoted(id));
    out += '}';
}

std::string Record::toLine() const
{
    std::string line = "{\"type\":";
    json::appendQuoted(line, typeName(type));
    json::Object all = fields;
    all.setText("id", id);
    for (const json::Member &member : all.members()) {
        if (member.json == "null")
            continue;
        line += ',';
        json::appendQuoted(line, member.key);
        line += ':';
        line += member.json;
    }
    line += '}';
    return line;
}

std::string Record::conversationId() const
{
    return type == EntityType::Conversation ? std::string()
                                            : fields.text("conversation_id").value_or(std::string());
}

std::string conversationOf(const Record &record)
{
    return record.type == EntityType::Conversation ? record.id : record.conversationId();
}

Result<void> normalize(Record &record, Completeness completeness)
{
    if (!isValidId(record.id))
        return invalid(record.type, "id", "must be 1 to 64 characters from A-Z a-z 0-9 _ . : -");
    if (record.fields.members().size() > kMaxFields)
        return Error {ErrorCode::Validation,
            std::string(typeName(record.type)) + " " + record.id + " has more than 4,080 fields"};
    std::vector<json::Member> members = record.fields.takeMembers();
    std::erase_if(members, [](const json::Member &member) { return isReserved(member.key); });
    std::size_t size = record.id.size() + 16;
    for (const json::Member &member : members)
        size += member.key.size() + member.json.size() + 4;
    if (completeness == Completeness::Full)
        std::erase_if(members, [](const json::Member &member) { return member.json == "null"; });
    for (json::Member &member : members)
        MIMIR_TRY(normalizeMember(member, record.type));
    json::Object fields(std::move(members));
    if (size > kMaxItemBytes)
        return Error {ErrorCode::TooLarge,
            std::string(typeName(record.type)) + " " + record.id + " is larger than 8 MiB"};
    const auto missing = [&fields](const FieldSpec &f) {
        return f.presence == Presence::Required && fields.isNullOrAbsent(f.name);
    };
    if (completeness == Completeness::Full)
        for (const FieldSpec &field : fieldsOf(record.type))
            if (missing(field))
                return invalid(record.type, field.name, "is missing");
    const auto parent = fields.text("conversation_id");
    if (parent && !isValidId(*parent))
        return invalid(record.type, "conversation_id", "is not an id");
    record.fields = std::move(fields);
    return {};
}

Result<Record> recordFromObject(EntityType type, json::Object object)
{
    std::string id = object.text("id").value_or(std::string());
    if (id.empty())
        return Error {ErrorCode::Validation, std::string(typeName(type)) + ": \"id\" is missing"};
    std::vector<json::Member> members = object.takeMembers();
    std::erase_if(members,
        [type](const json::Member &member) { return isReserved(member.key) || isDerived(type, member.key); });
    return Record {type, std::move(id), json::Object(std::move(members))};
}

} // namespace mimir
