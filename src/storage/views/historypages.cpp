#include "storage/views/historypages.h"

#include "storage/views/bounds.h"

namespace mimir {
namespace {

// Sorts keys only and then reads the rows of one page. Same as conversation_totals, but without its sums.
// Text that another program wrote in place of a time counts as an unknown time.
constexpr std::string_view kConversations = R"sql(
    WITH dated AS (SELECT c.pk AS pk, COALESCE(
            (SELECT max(m.timestamp) FROM messages m WHERE m.conversation_id = c.id), c.created_at, c.updated_at, 0) AS at
        FROM conversations c WHERE c.deleted = 0 AND (?1 = '' OR c.title LIKE ?1 ESCAPE '\')),
    aged AS (SELECT pk, CASE WHEN typeof(at) IN ('integer', 'real') THEN at ELSE 0 END AS at FROM dated),
    page AS (SELECT pk, at FROM aged WHERE (at, pk) < (?2, ?3) ORDER BY at DESC, pk DESC LIMIT ?4)
    SELECT c.id, substr(c.title, 1, ?5), page.at, page.pk,
        (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND m.said = 2), c.visibility = 'team', c.own,
        substr(c.shared_by, 1, ?6)
    FROM page JOIN conversations c ON c.pk = page.pk ORDER BY page.at DESC, page.pk DESC)sql";

// Without a text there is nothing to read, as of a step that has only calls.
constexpr std::string_view kMessages = R"sql(
    WITH dated AS (SELECT pk, CASE WHEN typeof(timestamp) IN ('integer', 'real') THEN timestamp ELSE 0 END AS at
        FROM messages WHERE conversation_id = ?1 AND deleted = 0 AND said > 0),
    page AS (SELECT pk, at FROM dated WHERE (at, pk) > (?2, ?3) ORDER BY at, pk LIMIT ?4)
    SELECT m.role, substr(m.content, 1, ?5), length(m.content), page.at, page.pk
    FROM page JOIN messages m ON m.pk = page.pk ORDER BY page.at, page.pk)sql";

constexpr std::string_view kMark
    = "SELECT count(*), COALESCE(max(pk), 0), COALESCE(sum(base_rev), 0), COALESCE(max(edited_at), 0) "
      "FROM messages WHERE conversation_id = ? AND deleted = 0";

std::string likePattern(std::string_view part)
{
    if (part.empty())
        return {};
    std::string pattern = "%";
    for (const char c : part) {
        if (c == '\\' || c == '%' || c == '_')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

} // namespace

Result<std::vector<ConversationRow>> conversationRows(
    Database &database, std::string_view titlePart, std::optional<HistoryPlace> after, int limit)
{
    const HistoryPlace from = after.value_or(HistoryPlace {INT64_MAX, INT64_MAX});
    const std::string pattern = likePattern(titlePart);
    Query rows = database.query(
        kConversations, pattern, from.at, from.pk, limit, views::kTitleCharacters, views::kNameCharacters);
    std::vector<ConversationRow> page;
    while (rows.next())
        page.push_back({rows.string(0), rows.string(1), rows.integer(4), {rows.integer(2), rows.integer(3)},
            rows.integer(5) == 1, rows.integer(6) == 1, rows.string(7)});
    MIMIR_TRY(rows.status());
    return page;
}

Result<std::vector<MessageRow>> messageRows(Database &database, std::string_view conversation,
    std::optional<HistoryPlace> after, int limit, int charactersOfEach)
{
    const HistoryPlace from = after.value_or(HistoryPlace {INT64_MIN, INT64_MIN});
    Query rows = database.query(kMessages, conversation, from.at, from.pk, limit, charactersOfEach);
    std::vector<MessageRow> page;
    while (rows.next())
        page.push_back({rows.string(0), rows.string(1), rows.integer(2), {rows.integer(3), rows.integer(4)}});
    MIMIR_TRY(rows.status());
    return page;
}

Result<MessagesMark> messagesMark(Database &database, std::string_view conversation)
{
    Query row = database.query(kMark, conversation);
    MessagesMark mark;
    if (row.next())
        mark = {row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
    MIMIR_TRY(row.status());
    return mark;
}

StoreVersion storeVersion(Database &database)
{
    return {database.dataVersion(), database.totalChanges()};
}

} // namespace mimir
