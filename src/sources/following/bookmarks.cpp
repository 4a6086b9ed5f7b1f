#include "sources/following/bookmarks.h"

namespace mimir {
namespace {

constexpr std::string_view kColumns
    = "path, agent, session, device, inode, size, modified_ns, generation, offset, head,"
      " tail, parser, cursor, lines, bad_lines, gone, unfinished";

Bookmark bookmarkIn(const Query &row)
{
    Bookmark bookmark;
    bookmark.path = row.string(0);
    bookmark.agent = row.string(1);
    bookmark.session = row.string(2);
    bookmark.state = {static_cast<std::uint64_t>(row.integer(3)), static_cast<std::uint64_t>(row.integer(4)),
        row.integer(5), row.integer(6)};
    bookmark.generation = row.integer(7);
    bookmark.offset = row.integer(8);
    bookmark.head = row.string(9);
    bookmark.tail = row.string(10);
    bookmark.parserVersion = static_cast<int>(row.integer(11));
    bookmark.cursor = row.string(12);
    bookmark.lines = row.integer(13);
    bookmark.badLines = row.integer(14);
    bookmark.isGone = row.integer(15) != 0;
    bookmark.isUnfinished = row.integer(16) != 0;
    return bookmark;
}

} // namespace

Result<std::optional<Bookmark>> Bookmarks::of(const std::string &path)
{
    static const std::string select = "SELECT " + std::string(kColumns) + " FROM source_files WHERE path = ?";
    Query row = m_database.query(select, path);
    auto found = row.next() ? std::optional(bookmarkIn(row)) : std::nullopt;
    MIMIR_TRY(row.status());
    return found;
}

Result<std::vector<Bookmark>> Bookmarks::ofAgent(const std::string &agent)
{
    std::vector<Bookmark> found;
    Query row = m_database.once(
        "SELECT " + std::string(kColumns) + " FROM source_files WHERE agent = ? ORDER BY path");
    row.bind(1, agent);
    while (row.next())
        found.push_back(bookmarkIn(row));
    MIMIR_TRY(row.status());
    return found;
}

Result<std::int64_t> Bookmarks::badLinesOf(const std::string &agent)
{
    Query row = m_database.once("SELECT total(bad_lines) FROM source_files WHERE agent = ?");
    row.bind(1, agent);
    const std::int64_t sum = row.next() ? row.integer(0) : 0;
    MIMIR_TRY(row.status());
    return sum;
}

Result<void> Bookmarks::keep(const Bookmark &bookmark)
{
    return m_database.run(
        "INSERT OR REPLACE INTO source_files(path, agent, session, device, inode, size, modified_ns,"
        " generation, offset, head, tail, parser, cursor, lines, bad_lines, gone, unfinished)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        bookmark.path, bookmark.agent, bookmark.session, static_cast<std::int64_t>(bookmark.state.device),
        static_cast<std::int64_t>(bookmark.state.inode), bookmark.state.size, bookmark.state.modifiedNs,
        bookmark.generation, bookmark.offset, bookmark.head, bookmark.tail, bookmark.parserVersion,
        bookmark.cursor, bookmark.lines, bookmark.badLines, bookmark.isGone, bookmark.isUnfinished);
}

Result<std::optional<std::string>> Bookmarks::conversationOf(std::int64_t recordKey)
{
    return m_database.readText(
        "SELECT c.id FROM source_records r JOIN source_conversations c ON c.pk = r.conversation"
        " WHERE r.key = ?",
        recordKey);
}

Result<void> Bookmarks::keepConversationOf(std::int64_t recordKey, const std::string &conversation)
{
    constexpr std::string_view insert = "INSERT OR IGNORE INTO source_records(key, conversation)"
                                        " SELECT ?1, pk FROM source_conversations WHERE id = ?2";
    MIMIR_TRY(m_database.run(insert, recordKey, conversation));
    if (m_database.changes() > 0)
        return {};
    MIMIR_TRY(m_database.run("INSERT OR IGNORE INTO source_conversations(id) VALUES (?)", conversation));
    return m_database.run(insert, recordKey, conversation);
}

Result<void> Bookmarks::countKind(
    const std::string &agent, const std::string &kind, bool isKnown, std::int64_t more)
{
    return m_database.run("INSERT INTO source_kinds(agent, kind, known, seen) VALUES (?1, ?2, ?3, ?4)"
                          " ON CONFLICT DO UPDATE SET seen = seen + ?4",
        agent, kind, isKnown, more);
}

Result<std::vector<Bookmarks::Kind>> Bookmarks::kinds(const std::string &agent)
{
    std::vector<Kind> found;
    Query row = m_database.query(
        "SELECT kind, known, seen FROM source_kinds WHERE agent = ? ORDER BY known, seen DESC, kind", agent);
    while (row.next())
        found.push_back({row.string(0), row.integer(1) != 0, row.integer(2)});
    MIMIR_TRY(row.status());
    return found;
}

} // namespace mimir
