#include "sources/agents/opencoderecords.h"

#include <iterator>

namespace mimir {
namespace {

constexpr int kPageRows = 200;
constexpr std::int64_t kPieceBytes = std::int64_t(4) << 20;
constexpr std::int64_t kMaxPartsBytes = std::int64_t(32) << 20; ///< of one message
constexpr std::size_t kMaxMessages = 1'000'000;
constexpr int kMaxForks = 8; ///< of forks
constexpr Millis kOld = Millis(6) * 60 * 60 * 1000;
constexpr Millis kFresh = 5000;

// One that is longer is as if it were empty.
constexpr std::string_view kData = "CASE WHEN length(data) <= 16777216 THEN data END";

} // namespace

OpencodeRecords::OpencodeRecords(std::unique_ptr<OpencodeDatabase> database, std::string session)
    : m_database(std::move(database)), m_session(std::move(session))
{
}

const OpencodeDatabase::Table &OpencodeRecords::messages() const
{
    return m_about.version == 2 ? m_database->tables().messages2 : m_database->tables().messages1;
}

std::string OpencodeRecords::placeColumn() const
{
    for (const std::string_view column : {"seq", "time_created"})
        if (messages().columns.contains(column))
            return std::string(column);
    return "0";
}

Result<std::string> OpencodeRecords::begin(Millis now)
{
    m_now = now;
    m_isBegun = false;
    m_passed = m_lastAnswer = {};
    m_origins.clear();
    m_keys.clear();
    const auto found = m_database->file().read([this]() -> Result<void> {
        auto session = m_database->session(m_session);
        MIMIR_TRY(session);
        if (!*session)
            return Error {ErrorCode::NotFound, "the session " + m_session + " is no longer there"};
        m_about = std::move(**session);
        MIMIR_TRY(findLastAnswer());
        MIMIR_TRY(findOlderKeys());
        const auto fork = m_about.about.text("fork_session_id");
        if (!fork || m_about.version != 2 || !messages().columns.contains("seq"))
            return {};
        auto origins = originsIn(*fork, 0);
        MIMIR_TRY(origins);
        m_origins = std::move(*origins);
        return {};
    });
    MIMIR_TRY(found);
    return m_about.cursor;
}

// In version 1 the role is in the data only, as its program writes it.
Result<void> OpencodeRecords::findLastAnswer()
{
    const bool hasType = messages().columns.contains("type");
    Query row = m_database->file().database().once("SELECT " + placeColumn() + ", id FROM " + messages().name
        + " WHERE session_id = ? AND "
        + (hasType ? "type = 'assistant'" : "data LIKE '%\"role\":\"assistant\"%'")
        + " ORDER BY 1 DESC, 2 DESC LIMIT 1");
    row.bind(1, m_session);
    if (row.next())
        m_lastAnswer = {row.integer(0), row.string(1)};
    return row.status();
}

// What version 1 has of a session of version 2 has not vanished.
Result<void> OpencodeRecords::findOlderKeys()
{
    const OpencodeDatabase::Table &older = m_database->tables().messages1;
    if (m_about.version != 2 || older.columns.empty())
        return {};
    Query rows
        = m_database->file().database().query("SELECT id FROM message WHERE session_id = ?", m_session);
    while (rows.next() && m_keys.size() < kMaxMessages)
        m_keys.push_back(rows.string(0));
    return rows.status();
}

// The messages of a session by their place; those that it has copied itself are named where they were written.
Result<OpencodeRecords::Origins> OpencodeRecords::originsIn(const std::string &session, int depth)
{
    Origins earlier;
    if (depth < kMaxForks) {
        auto found = originsOfFork(session, depth);
        MIMIR_TRY(found);
        earlier = std::move(*found);
    }
    Origins origins;
    Query rows = m_database->file().database().once("SELECT seq, id, " + messages().column("type") + ", "
        + messages().column("time_created") + " FROM session_message WHERE session_id = ?");
    rows.bind(1, session);
    while (rows.next() && origins.size() < kMaxMessages) {
        Origin here {session, rows.string(1), rows.string(2), rows.integer(3)};
        const auto copied = earlier.find(rows.integer(0));
        const bool isCopy = copied != earlier.end() && copied->second.type == here.type
            && copied->second.created == here.created;
        origins[rows.integer(0)] = isCopy ? copied->second : std::move(here);
    }
    MIMIR_TRY(rows.status());
    return origins;
}

Result<OpencodeRecords::Origins> OpencodeRecords::originsOfFork(const std::string &session, int depth)
{
    const OpencodeDatabase::Table &sessions = m_database->tables().sessions2;
    if (!sessions.columns.contains("fork_session_id"))
        return Origins();
    Query row = m_database->file().database().once(
        "SELECT fork_session_id FROM " + sessions.name + " WHERE id = ? AND fork_session_id <> id");
    row.bind(1, session);
    const std::string parent = row.next() ? row.string(0) : std::string();
    MIMIR_TRY(row.status());
    return parent.empty() ? Result<Origins>(Origins()) : originsIn(parent, depth + 1);
}

Result<SessionRecords::Piece> OpencodeRecords::next()
{
    Piece piece;
    if (!std::exchange(m_isBegun, true))
        piece.records.push_back(m_about.about);
    MIMIR_TRY(m_database->file().read([&] { return readPage(piece); }));
    return piece;
}

std::string OpencodeRecords::pageSql() const
{
    const std::string place = placeColumn();
    return "SELECT " + place + ", id, " + messages().column("type") + ", " + messages().column("time_created")
        + ", " + messages().column("time_updated") + ", " + std::string(kData) + " FROM " + messages().name
        + " WHERE session_id = ?1 AND typeof(id) = 'text' AND typeof(" + place + ") = 'integer' AND " + place
        + " >= ?2 AND (" + place + " > ?2 OR id > ?3) ORDER BY 1, 2 LIMIT " + std::to_string(kPageRows);
}

Result<void> OpencodeRecords::readPage(Piece &piece)
{
    const Place after = m_passed;
    Query rows = m_database->file().database().once(pageSql());
    rows.bind(1, m_session);
    rows.bind(2, after.number);
    rows.bind(3, after.id);
    while (piece.bytes < kPieceBytes && rows.next()) {
        if (m_keys.size() >= kMaxMessages)
            return Error {ErrorCode::TooLarge, "the session " + m_session + " has too many messages"};
        m_passed = {rows.integer(0), rows.string(1)};
        m_keys.push_back(m_passed.id);
        MIMIR_TRY(addMessage(rows, piece));
    }
    return rows.status();
}

Result<void> OpencodeRecords::addMessage(const Query &row, Piece &piece)
{
    json::Object record;
    record.setText("table", messages().name);
    record.setText("id", m_passed.id);
    if (!row.isNull(2))
        record.setText("type", row.text(2));
    if (messages().columns.contains("seq"))
        record.setInteger("seq", m_passed.number);
    if (!row.isNull(3))
        record.setInteger("time_created", row.integer(3));
    piece.bytes += static_cast<std::int64_t>(row.text(5).size());
    if (const auto data = json::parseObject(row.text(5)))
        record.set("data", data->toJson());
    std::int64_t updated = row.integer(4);
    if (m_about.version == 1) {
        const auto parts = partsOf(m_passed.id, updated, piece);
        MIMIR_TRY(parts);
        record.set("parts", *parts);
    }
    record.setBool("is_followed", m_passed < m_lastAnswer);
    record.setBool("is_old", updated < m_now - kOld);
    record.setBool("is_fresh", updated > m_now - kFresh);
    const auto origin = m_origins.find(m_passed.number);
    if (origin != m_origins.end() && origin->second.type == row.text(2)
        && origin->second.created == row.integer(3)) {
        json::Object from;
        from.setText("session", origin->second.session);
        from.setText("id", origin->second.id);
        record.set("copied_from", from.toJson());
    }
    piece.records.push_back(std::move(record));
    return {};
}

// An array; those that are no objects, or too much for one message, are left out.
Result<std::string> OpencodeRecords::partsOf(const std::string &message, std::int64_t &updated, Piece &piece)
{
    const OpencodeDatabase::Table &table = m_database->tables().parts1;
    std::string parts = "[";
    if (table.columns.empty())
        return parts + ']';
    const std::string sql = "SELECT " + table.column("time_updated") + ", " + std::string(kData)
        + " FROM part WHERE message_id = ? AND typeof(id) = 'text' ORDER BY id";
    Query rows = m_database->file().database().query(sql, message);
    std::int64_t bytes = 0;
    while (rows.next() && bytes < kMaxPartsBytes) {
        updated = std::max(updated, rows.integer(0));
        bytes += static_cast<std::int64_t>(rows.text(1).size());
        if (const auto part = json::parseObject(rows.text(1)))
            parts += (parts.size() > 1 ? "," : "") + part->toJson();
    }
    piece.bytes += bytes;
    MIMIR_TRY(rows.status());
    return parts + ']';
}

} // namespace mimir
