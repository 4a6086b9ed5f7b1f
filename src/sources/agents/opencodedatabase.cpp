#include "sources/agents/opencodedatabase.h"

#include "core/json/json.h"

#include <QCryptographicHash>

#include <array>
#include <unordered_set>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 9> kAbout {"parent_id", "fork_session_id", "directory", "project_id",
    "title", "version", "time_created", "time_updated", "time_archived"};

std::string digestOf(const std::string &text)
{
    return QCryptographicHash::hash(
        QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256)
        .first(8)
        .toHex()
        .toStdString();
}

bool hasAll(const OpencodeDatabase::Table &table, std::initializer_list<std::string_view> columns)
{
    return std::ranges::all_of(
        columns, [&table](std::string_view column) { return table.columns.contains(column); });
}

void addColumn(json::Object &about, std::string_view name, const Query &row, int column)
{
    if (row.kind(column) == Query::Kind::Integer)
        about.setInteger(name, row.integer(column));
    else if (row.kind(column) == Query::Kind::Text)
        about.setText(name, row.text(column));
}

} // namespace

std::string OpencodeDatabase::Table::column(std::string_view column) const
{
    return columns.contains(column) ? std::string(column) : "NULL";
}

Result<std::unique_ptr<OpencodeDatabase>> OpencodeDatabase::open(const QString &path)
{
    auto file = ForeignDatabase::open(path);
    MIMIR_TRY(file);
    std::unique_ptr<OpencodeDatabase> database(new OpencodeDatabase(std::move(*file)));
    MIMIR_TRY(database->m_file->read([&] { return database->look(); }));
    return database;
}

// Before `session_v2` had its name, its rows stood in `session`, and `message` was not there.
Result<void> OpencodeDatabase::look()
{
    for (Table *table : {&m_tables.sessions1, &m_tables.messages1, &m_tables.parts1, &m_tables.sessions2,
             &m_tables.messages2, &m_tables.projects}) {
        const auto columns = m_file->columnsOf(table->name);
        MIMIR_TRY(columns);
        table->columns = *columns;
    }
    if (m_tables.sessions2.columns.empty() && m_tables.messages1.columns.empty())
        m_tables.sessions2 = m_tables.sessions1;
    const auto require = [](Table &sessions, Table &messages) {
        if (!hasAll(sessions, {"id"}) || !hasAll(messages, {"id", "session_id", "data"}))
            sessions.columns = messages.columns = {};
    };
    require(m_tables.sessions1, m_tables.messages1);
    require(m_tables.sessions2, m_tables.messages2);
    if (!hasAll(m_tables.parts1, {"id", "message_id", "data"}))
        m_tables.parts1.columns = {};
    return {};
}

// The session, the greatest place and time of its rows, and their number; of version 1 also those of its parts.
std::string OpencodeDatabase::sqlOf(int version, bool isOne) const
{
    const Table &sessions = version == 2 ? m_tables.sessions2 : m_tables.sessions1;
    const Table &messages = version == 2 ? m_tables.messages2 : m_tables.messages1;
    const auto totals = [isOne](const Table &table) {
        return "(SELECT session_id, max(" + table.column("seq") + ") AS place, max("
            + table.column("time_updated") + ") AS updated, count(*) AS number FROM " + table.name
            + (isOne ? " WHERE session_id = ?1" : "") + " GROUP BY session_id)";
    };
    const bool hasParts = version == 1 && m_tables.parts1.columns.contains("session_id");
    std::string sql = "SELECT s.id, m.place, m.updated, m.number, ";
    sql += hasParts ? "p.updated, p.number" : "NULL, NULL";
    for (const std::string_view column : kAbout)
        sql += sessions.columns.contains(column) ? ", s." + std::string(column) : ", NULL";
    sql += " FROM " + sessions.name + " s JOIN " + totals(messages) + " m ON m.session_id = s.id";
    if (hasParts)
        sql += " LEFT JOIN " + totals(m_tables.parts1) + " p ON p.session_id = s.id";
    sql += " WHERE typeof(s.id) = 'text' AND length(s.id) BETWEEN 1 AND 200";
    return sql + (isOne ? " AND s.id = ?1" : "") + " LIMIT " + std::to_string(kMaxSessions);
}

Result<std::vector<OpencodeDatabase::Session>> OpencodeDatabase::sessionsOf(
    int version, const std::string &only)
{
    std::vector<Session> found;
    if ((version == 2 ? m_tables.messages2 : m_tables.messages1).columns.empty())
        return found;
    Query rows = m_file->database().once(sqlOf(version, !only.empty()));
    if (!only.empty())
        rows.bind(1, only);
    while (rows.next()) {
        Session session {rows.string(0), version, {}, std::max(rows.integer(2), rows.integer(4)),
            rows.integer(3) + rows.integer(5), {}};
        session.about.setText("table", "session");
        session.about.setText("id", session.id);
        for (std::size_t i = 0; i < kAbout.size(); ++i)
            addColumn(session.about, kAbout[i], rows, static_cast<int>(i) + 6);
        session.cursor = std::to_string(version) + '|' + digestOf(session.about.toJson());
        for (int i = 1; i < 6; ++i)
            session.cursor += '|' + std::to_string(rows.integer(i));
        found.push_back(std::move(session));
    }
    MIMIR_TRY(rows.status());
    return found;
}

Result<std::vector<OpencodeDatabase::Session>> OpencodeDatabase::sessions()
{
    std::vector<Session> all;
    const auto listed = m_file->read([&]() -> Result<void> {
        auto newer = sessionsOf(2, {});
        MIMIR_TRY(newer);
        auto older = sessionsOf(1, {});
        MIMIR_TRY(older);
        all = std::move(*newer);
        std::unordered_set<std::string> known;
        for (const Session &session : all)
            known.insert(session.id);
        for (Session &session : *older)
            if (!known.contains(session.id))
                all.push_back(std::move(session));
        return {};
    });
    MIMIR_TRY(listed);
    return all;
}

Result<std::optional<OpencodeDatabase::Session>> OpencodeDatabase::session(const std::string &id)
{
    for (const int version : {2, 1}) {
        auto found = sessionsOf(version, id);
        MIMIR_TRY(found);
        if (found->empty())
            continue;
        MIMIR_TRY(addWorktree(found->front().about));
        return std::optional(std::move(found->front()));
    }
    return std::optional<Session>();
}

Result<void> OpencodeDatabase::addWorktree(json::Object &about)
{
    const auto project = about.text("project_id");
    if (!project || !hasAll(m_tables.projects, {"id", "worktree"}))
        return {};
    const auto worktree = m_file->database().readText("SELECT worktree FROM project WHERE id = ?", *project);
    MIMIR_TRY(worktree);
    if (*worktree)
        about.setText("worktree", **worktree);
    return {};
}

} // namespace mimir
