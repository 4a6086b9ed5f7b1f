#include "sources/mimirrow.h"

#include "core/ids.h"
#include "core/records/timecheck.h"
#include "core/text.h"

#include <QCryptographicHash>

#include <cmath>
#include <map>

namespace mimir {
namespace {

// Smaller values are seconds: as milliseconds they would be before 1973.
constexpr std::int64_t kSmallestMillis = 100'000'000'000;

constexpr double kLargestExact = 9007199254740992.0; // in a double; infinity is larger

std::int64_t toMillis(std::int64_t time)
{
    return time < kSmallestMillis && time > -kSmallestMillis ? time * 1000 : time;
}

// A number counts as one whatever the column's type. What is not a time is left for checkTimes() to report.
std::string timeJson(std::string_view text)
{
    if (text.empty())
        return {};
    if (const auto number = json::toInteger(text))
        return std::to_string(toMillis(*number));
    const auto time = timeFromIso(text);
    return time ? std::to_string(*time) : json::quoted(scrubbed(text));
}

// SQLite columns may hold any type; empty = not usable as this kind.
std::string integerJson(const Query &row, int column, bool time)
{
    const Query::Kind kind = row.kind(column);
    if (kind == Query::Kind::Real && !(std::fabs(row.real(column)) < kLargestExact))
        return {};
    if (kind == Query::Kind::Real && time)
        return std::to_string(
            std::llround(row.real(column) * (row.real(column) < kSmallestMillis ? 1000 : 1)));
    if (time && (kind == Query::Kind::Text || kind == Query::Kind::Blob))
        return timeJson(row.text(column));
    if (kind != Query::Kind::Integer && kind != Query::Kind::Real)
        return {};
    return std::to_string(time ? toMillis(row.integer(column)) : row.integer(column));
}

std::string valueJson(const Query &row, int column, const FieldSpec &field)
{
    if (row.isNull(column))
        return {};
    switch (field.kind) {
    case FieldKind::Integer:
        return integerJson(row, column, isTime(field.name));
    case FieldKind::Real:
        return std::isfinite(row.real(column)) ? json::fromReal(row.real(column)) : std::string();
    case FieldKind::Text:
        return json::quoted(scrubbed(row.text(column)));
    case FieldKind::Json:
        break;
    }
    const auto parsed = json::canonical(row.text(column));
    return parsed ? *parsed : json::quoted(scrubbed(row.text(column)));
}

QByteArray sha256(const std::string &text)
{
    return QCryptographicHash::hash(
        QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256);
}

void appendPart(std::string &name, std::string_view part)
{
    name += std::to_string(part.size());
    name += ':';
    name += part;
}

std::string mappedDecision(std::string_view decision)
{
    if (decision == "allow")
        return "approved";
    return decision == "deny" ? "denied" : std::string(decision);
}

MimirRow entityRow(const MimirTable &table, const Query &row, const std::string &workspace)
{
    MimirRow made;
    made.record.type = table.type;
    int column = 1;
    for (const std::string &name : table.columns) {
        const int at = column++;
        if (name == "id")
            made.record.id = row.string(at);
        const FieldSpec *field = findField(table.type, name);
        if (!field)
            continue;
        if (std::string value = valueJson(row, at, *field); !value.empty())
            made.record.fields.set(name, std::move(value));
    }
    if (table.type == EntityType::Conversation && !workspace.empty() && !table.columns.contains("workspace"))
        made.record.fields.setText("workspace", workspace);
    // A conversation's mark is the row itself, so that one edited field does not bring back the others.
    made.mark = table.type == EntityType::Conversation
        ? made.record.fields.toJson()
        : sha256(made.record.toJson()).toHex().left(32).toStdString();
    return made;
}

using Raw = std::map<std::string, std::string, std::less<>>;

Raw rawOf(const MimirTable &table, const Query &row)
{
    Raw raw;
    int column = 1;
    for (const std::string &name : table.columns)
        raw[name] = row.string(column++);
    return raw;
}

// Permissions have no permanent ids; this one is the same at each import.
std::string permissionId(const MimirTable &table, const Query &row, Raw &raw, const std::string &identity)
{
    std::string name;
    appendPart(name, identity);
    for (const char *const part : {"id", "timestamp", "command", "decision", "context"})
        appendPart(name, raw[part]);
    if (!table.columns.contains("id"))
        appendPart(name, std::to_string(row.integer(0)));
    return idFromDigest(sha256(name).first(16).toStdString());
}

MimirRow permissionRow(const MimirTable &table, const Query &row, const MimirOrigin &origin)
{
    MimirRow made = entityRow(table, row, origin.workspace);
    Raw raw = rawOf(table, row);
    made.record.id = permissionId(table, row, raw, origin.identity);
    json::Object &fields = made.record.fields;
    fields.setText("event_type", "permission");
    fields.setText("action", "decide");
    fields.setText("decision", scrubbed(mappedDecision(raw["decision"])));
    if (raw["conversation_id"].empty())
        fields.remove("conversation_id");
    if (!raw["context"].empty()) {
        const auto context = json::canonical(raw["context"]);
        fields.set("args", context ? *context : json::quoted(scrubbed(raw["context"])));
    }
    if (!raw["user_confirmed"].empty())
        fields.setBool("user_confirmed", raw["user_confirmed"] != "0");
    made.mark = "seen";
    return made;
}

} // namespace

MimirRow mimirRow(const MimirTable &table, const Query &row, const MimirOrigin &origin)
{
    return table.type == EntityType::AuditLog ? permissionRow(table, row, origin)
                                              : entityRow(table, row, origin.workspace);
}

} // namespace mimir
