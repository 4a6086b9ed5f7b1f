#include "sources/mimirdatabase.h"

#include "core/ids.h"
#include "core/records/timecheck.h"
#include "sources/mimirrow.h"
#include "sources/sourcelimit.h"
#include "storage/tables/entitytable.h"

#include <QDir>
#include <QFileInfo>

namespace mimir {
namespace {

constexpr int kRowsPerTransaction = 500;

/// A name quoted for SQL.
std::string identifier(std::string_view name)
{
    std::string quoted = "\"";
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

QString databaseFile(const QString &path)
{
    for (const QString &inside : {QStringLiteral("/.mimir/mimir.db"), QStringLiteral("/mimir.db")})
        if (QFileInfo(path).isDir() && QFileInfo::exists(path + inside))
            return path + inside;
    return path;
}

} // namespace

// One import: what is known about the source while its rows are read.
class MimirDatabase::Run {
public:
    Run(MimirDatabase &source, Store &store, const Progress &progress, std::int64_t mostRows)
        : m_source(*source.m_database), m_limit(m_source), m_store(store), m_progress(progress),
          m_mostRows(mostRows)
    {
        const QFileInfo file(source.m_path);
        if (file.dir().dirName() == QLatin1String(".mimir"))
            m_origin.workspace = QDir::cleanPath(file.absolutePath() + QStringLiteral("/..")).toStdString();
    }

    Result<Summary> run(const QString &path, const Clock &clock, RandomSource &random);

private:
    /// Tables only: a view is a program by the file's author.
    Result<std::vector<MimirTable>> tables();
    Result<void> count(const std::vector<MimirTable> &tables, const std::string &path);
    /// The source's own error, or that its time was up.
    Error failure(const Error &error, const std::string &path) const;
    Result<void> importTable(const MimirTable &table);
    Result<void> importRow(const MimirTable &table, const Query &row);
    Result<WriteOutcome> write(const MimirRow &row);
    Result<WriteOutcome> writeOver(
        const MimirRow &row, const Record &present, const std::optional<std::string> &mark);
    Result<void> keepMark(const MimirRow &row);

    Database &m_source;
    SourceLimit m_limit;
    Store &m_store;
    const Progress &m_progress;
    MimirOrigin m_origin;
    Summary m_summary;
    std::int64_t m_done = 0;
    const std::int64_t m_mostRows;
    std::int64_t m_total = 0;
};

Result<std::vector<MimirTable>> MimirDatabase::Run::tables()
{
    std::vector<MimirTable> found;
    for (const auto &[type, name] :
        {std::pair(EntityType::Conversation, "conversations"), std::pair(EntityType::Message, "messages"),
            std::pair(EntityType::ToolCall, "tool_calls"), std::pair(EntityType::AuditLog, "permissions")}) {
        MimirTable table {type, name, {}};
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
    m_origin.identity = m_store.settings().text(key);
    const auto all = tables();
    if (!all)
        return failure(all.error(), path.toStdString());
    if (all->empty())
        return Error {ErrorCode::Validation,
            path.toStdString() + " is not the database of a Mimir agent: it has none of its tables"};
    MIMIR_TRY(count(*all, path.toStdString()));
    if (m_total == 0)
        return m_summary;
    if (m_origin.identity.empty()) {
        m_origin.identity = newId(clock.now(), random);
        MIMIR_TRY(m_store.settings().set(key, m_origin.identity));
    }
    for (const MimirTable &table : *all)
        if (const auto imported = importTable(table); !imported)
            return failure(imported.error(), path.toStdString());
    return m_summary;
}

Result<void> MimirDatabase::Run::count(const std::vector<MimirTable> &tables, const std::string &path)
{
    for (const MimirTable &table : tables) {
        m_limit.restart();
        Query rows = m_source.once("SELECT COUNT(*) FROM " + table.name);
        if (!rows.next())
            return failure(rows.status().error(), path);
        m_total += rows.integer(0);
    }
    return m_total <= m_mostRows ? Result<void>()
                                 : Error {ErrorCode::TooLarge, path + " has more than 5,000,000 rows"};
}

Error MimirDatabase::Run::failure(const Error &error, const std::string &path) const
{
    return m_limit.reached() ? Error {ErrorCode::TooLarge, path + " takes too long to read"} : error;
}

Result<void> MimirDatabase::Run::importTable(const MimirTable &table)
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

Result<void> MimirDatabase::Run::importRow(const MimirTable &table, const Query &row)
{
    ++m_done;
    const MimirRow made = mimirRow(table, row, m_origin);
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

Result<WriteOutcome> MimirDatabase::Run::write(const MimirRow &row)
{
    Database &database = m_store.database();
    const auto mark
        = database.text("SELECT mark FROM import_marks WHERE source = ? AND entity_type = ? AND id = ?",
            m_origin.identity, static_cast<int>(row.record.type), row.record.id);
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
    auto outcome = *present ? writeOver(row, **present, mark) : m_store.backend().write(row.record);
    MIMIR_TRY(outcome);
    MIMIR_TRY(keepMark(row));
    return outcome;
}

// The row is already here: only what the source changed since the last import is an edit.
Result<WriteOutcome> MimirDatabase::Run::writeOver(
    const MimirRow &row, const Record &present, const std::optional<std::string> &mark)
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

Result<void> MimirDatabase::Run::keepMark(const MimirRow &row)
{
    return m_store.database().run(
        "INSERT INTO import_marks VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET mark = ?4",
        m_origin.identity, static_cast<int>(row.record.type), row.record.id, row.mark);
}

Result<MimirDatabase> MimirDatabase::open(const QString &path, const MimirSnapshot::Wait &wait)
{
    const QString file = databaseFile(path);
    auto snapshot = MimirSnapshot::open(file, wait);
    MIMIR_TRY(snapshot);
    return MimirDatabase(QFileInfo(file).canonicalFilePath(), std::move(*snapshot));
}

Result<MimirDatabase::Summary> MimirDatabase::importInto(
    Store &store, const Clock &clock, RandomSource &random, const Progress &progress, std::int64_t mostRows)
{
    return Run(*this, store, progress, mostRows).run(m_path, clock, random);
}

} // namespace mimir
