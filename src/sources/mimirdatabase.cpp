#include "sources/mimirdatabase.h"

#include "core/ids.h"
#include "core/records/timecheck.h"
#include "core/text.h"
#include "sources/sourcelimit.h"
#include "storage/tables/entitytable.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <set>

namespace mimir {
namespace {

constexpr int kRowsPerTransaction = 500;
constexpr std::int64_t kMaxRows = 5'000'000;
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

/// A name quoted for SQL.
std::string identifier(std::string_view name)
{
    std::string quoted = "\"";
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
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

QString databaseFile(const QString &path)
{
    for (const QString &inside : {QStringLiteral("/.mimir/mimir.db"), QStringLiteral("/mimir.db")})
        if (QFileInfo(path).isDir() && QFileInfo::exists(path + inside))
            return path + inside;
    return path;
}

} // namespace

struct MimirDatabase::Table {
    EntityType type;
    std::string name;
    std::set<std::string, std::less<>> columns;
};

struct MimirDatabase::Row {
    Record record;
    std::string mark; ///< what the next import compares
};

// One import: what is known about the source while its rows are read.
class MimirDatabase::Run {
public:
    Run(MimirDatabase &source, Store &store, const Progress &progress)
        : m_source(*source.m_database), m_limit(m_source), m_store(store), m_progress(progress)
    {
        const QFileInfo file(source.m_path);
        if (file.dir().dirName() == QLatin1String(".mimir"))
            m_workspace = QDir::cleanPath(file.absolutePath() + QStringLiteral("/..")).toStdString();
    }

    Result<Summary> run(const QString &path, const Clock &clock, RandomSource &random);

private:
    /// Tables only: a view is a program by the file's author.
    Result<std::vector<Table>> tables();
    Result<void> count(const std::vector<Table> &tables, const std::string &path);
    /// The source's own error, or that its time was up.
    Error failure(const Error &error, const std::string &path) const;
    Result<void> importTable(const Table &table);
    Result<void> importRow(const Table &table, const Query &row);
    Row entityRow(const Table &table, const Query &row, int firstColumn) const;
    Row permissionRow(const Table &table, const Query &row) const;
    Result<WriteOutcome> write(Row &row);
    Result<WriteOutcome> writeOver(Row &row, const Record &present, const std::optional<std::string> &mark);
    Result<void> keepMark(const Row &row);

    Database &m_source;
    SourceLimit m_limit;
    Store &m_store;
    const Progress &m_progress;
    std::string m_workspace;
    std::string m_identity;
    Summary m_summary;
    std::int64_t m_done = 0;
    std::int64_t m_total = 0;
};

Result<std::vector<MimirDatabase::Table>> MimirDatabase::Run::tables()
{
    std::vector<Table> found;
    for (const auto &[type, name] :
        {std::pair(EntityType::Conversation, "conversations"), std::pair(EntityType::Message, "messages"),
            std::pair(EntityType::ToolCall, "tool_calls"), std::pair(EntityType::AuditLog, "permissions")}) {
        Table table {type, name, {}};
        Query columns = m_source.query(
            "SELECT i.name FROM sqlite_schema s, pragma_table_info(s.name) i WHERE s.name = ?"
            " AND s.type = 'table' AND s.sql NOT LIKE 'create virtual%'",
            name);
        while (columns.next())
            table.columns.insert(columns.string(0));
        MIMIR_TRY(columns.status());
        if (table.columns.contains(type == EntityType::AuditLog ? "decision" : "id"))
            found.push_back(std::move(table));
    }
    return found;
}

Result<MimirDatabase::Summary> MimirDatabase::Run::run(
    const QString &path, const Clock &clock, RandomSource &random)
{
    const std::string key = "mimir_source:" + path.toStdString();
    m_identity = m_store.settings().text(key);
    const auto all = tables();
    if (!all)
        return failure(all.error(), path.toStdString());
    MIMIR_TRY(count(*all, path.toStdString()));
    if (m_total == 0)
        return m_summary;
    if (m_identity.empty()) {
        m_identity = newId(clock.now(), random);
        MIMIR_TRY(m_store.settings().set(key, m_identity));
    }
    for (const Table &table : *all)
        if (const auto imported = importTable(table); !imported)
            return failure(imported.error(), path.toStdString());
    return m_summary;
}

Result<void> MimirDatabase::Run::count(const std::vector<Table> &tables, const std::string &path)
{
    for (const Table &table : tables) {
        m_limit.restart();
        Query rows = m_source.once("SELECT COUNT(*) FROM " + table.name);
        if (!rows.next())
            return failure(rows.status().error(), path);
        m_total += rows.integer(0);
    }
    return m_total <= kMaxRows ? Result<void>()
                               : Error {ErrorCode::TooLarge, path + " has more than 5,000,000 rows"};
}

Error MimirDatabase::Run::failure(const Error &error, const std::string &path) const
{
    return m_limit.reached() ? Error {ErrorCode::TooLarge, path + " takes too long to read"} : error;
}

Result<void> MimirDatabase::Run::importTable(const Table &table)
{
    std::string sql = "SELECT rowid";
    for (const std::string &column : table.columns)
        sql += ", " + identifier(column);
    Query rows = m_source.once(sql + " FROM " + table.name + " ORDER BY rowid");
    bool more = true;
    while (more) {
        const auto writeSome = [&]() -> Result<void> {
            for (int i = 0; i < kRowsPerTransaction; ++i) {
                m_limit.restart();
                if (more = rows.next(); !more)
                    break;
                MIMIR_TRY(importRow(table, rows));
            }
            return {};
        };
        MIMIR_TRY(m_store.backend().inOneTransaction(writeSome));
        if (m_progress)
            m_progress(m_done, m_total);
    }
    return rows.status();
}

Result<void> MimirDatabase::Run::importRow(const Table &table, const Query &row)
{
    ++m_done;
    Row made = table.type == EntityType::AuditLog ? permissionRow(table, row) : entityRow(table, row, 1);
    const auto times = checkTimes(made.record);
    const auto outcome = times ? write(made) : Result<WriteOutcome>(times.error());
    if (!outcome && isStoreError(outcome.error().code))
        return outcome.error();
    if (!outcome && outcome.error().code == ErrorCode::Exists) {
        ++m_summary.deletedHere;
        return {};
    }
    if (!outcome) {
        m_summary.problems.push_back({table.name, row.integer(0), outcome.error()});
        return {};
    }
    ++(*outcome == WriteOutcome::Created        ? m_summary.created
            : *outcome == WriteOutcome::Changed ? m_summary.changed
                                                : m_summary.unchanged);
    return {};
}

MimirDatabase::Row MimirDatabase::Run::entityRow(const Table &table, const Query &row, int firstColumn) const
{
    Row made;
    made.record.type = table.type;
    int column = firstColumn;
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
    if (table.type == EntityType::Conversation && !m_workspace.empty()
        && !table.columns.contains("workspace"))
        made.record.fields.setText("workspace", m_workspace);
    // A conversation's mark is the row itself, so that one edited field does not bring back the others.
    made.mark = table.type == EntityType::Conversation
        ? made.record.fields.toJson()
        : sha256(made.record.toJson()).toHex().left(32).toStdString();
    return made;
}

MimirDatabase::Row MimirDatabase::Run::permissionRow(const Table &table, const Query &row) const
{
    Row made = entityRow(table, row, 1);
    json::Object &fields = made.record.fields;
    std::map<std::string, std::string, std::less<>> raw;
    int column = 1;
    for (const std::string &name : table.columns)
        raw[name] = row.string(column++);

    std::string name;
    for (const std::string_view part : {std::string_view(m_identity), std::string_view(raw["id"]),
             std::string_view(raw["timestamp"]), std::string_view(raw["command"]),
             std::string_view(raw["decision"]), std::string_view(raw["context"])})
        appendPart(name, part);
    if (!table.columns.contains("id"))
        appendPart(name, std::to_string(row.integer(0)));
    made.record.id = idFromDigest(sha256(name).first(16).toStdString());

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

Result<WriteOutcome> MimirDatabase::Run::write(Row &row)
{
    Database &database = m_store.database();
    const auto mark
        = database.text("SELECT mark FROM import_marks WHERE source = ? AND entity_type = ? AND id = ?",
            m_identity, static_cast<int>(row.record.type), row.record.id);
    if (mark == row.mark)
        return WriteOutcome::Unchanged;
    if (row.record.type == EntityType::AuditLog) {
        const auto head = EntityTable::of(EntityType::AuditLog).head(database, row.record.id);
        MIMIR_TRY(head);
        if (*head)
            return WriteOutcome::Unchanged;
    }
    const auto present = m_store.backend().read(row.record.type, row.record.id);
    MIMIR_TRY(present);
    const auto outcome = *present ? writeOver(row, **present, mark) : m_store.backend().write(row.record);
    MIMIR_TRY(outcome);
    MIMIR_TRY(keepMark(row));
    return outcome;
}

// The row is already here: only what the source changed since the last import is an edit.
Result<WriteOutcome> MimirDatabase::Run::writeOver(
    Row &row, const Record &present, const std::optional<std::string> &mark)
{
    Record edit {row.record.type, row.record.id, {}};
    const bool conversation = edit.type == EntityType::Conversation;
    const auto before
        = conversation && mark ? json::parseObject(*mark) : Result<json::Object>(json::Object());
    const bool ours = conversation && !mark
        && row.record.fields.integer("updated_at").value_or(0)
            < present.fields.integer("updated_at").value_or(0);
    if (ours)
        return WriteOutcome::Unchanged;
    for (const json::Member &member : row.record.fields.members()) {
        const std::string *was = before ? before->find(member.key) : nullptr;
        if (was && *was == member.json)
            continue;
        const MergeRule rule = mergeRule(edit.type, member.key);
        if (rule == MergeRule::Once && !present.fields.isNullOrAbsent(member.key))
            continue;
        if (rule == MergeRule::Forward
            && statusRank(json::unquoted(member.json).value_or(""))
                <= statusRank(present.fields.text(member.key).value_or("")))
            continue;
        edit.fields.set(member.key, member.json);
    }
    return edit.fields.empty() ? Result<WriteOutcome>(WriteOutcome::Unchanged)
                               : m_store.backend().write(edit);
}

Result<void> MimirDatabase::Run::keepMark(const Row &row)
{
    return m_store.database().run(
        "INSERT INTO import_marks VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET mark = ?4", m_identity,
        static_cast<int>(row.record.type), row.record.id, row.mark);
}

Result<MimirDatabase> MimirDatabase::open(const QString &path, const MimirSnapshot::Wait &wait)
{
    const QString file = databaseFile(path);
    auto snapshot = MimirSnapshot::open(file, wait);
    MIMIR_TRY(snapshot);
    return MimirDatabase(QFileInfo(file).canonicalFilePath(), std::move(*snapshot));
}

Result<MimirDatabase::Summary> MimirDatabase::importInto(
    Store &store, const Clock &clock, RandomSource &random, const Progress &progress)
{
    return Run(*this, store, progress).run(m_path, clock, random);
}

} // namespace mimir
