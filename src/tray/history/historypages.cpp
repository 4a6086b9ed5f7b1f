#include "tray/history/historypages.h"

#include "app/sharing.h"
#include "core/plaintext.h"

namespace mimir {
namespace {

constexpr int kTitleCharacters = 200;

// Sorts keys only and then reads the rows of one page. Same as conversation_totals, but without its sums.
// Text that another program wrote in place of a time counts as an unknown time.
constexpr std::string_view kConversations = R"sql(
    WITH dated AS (SELECT c.pk AS pk, COALESCE(
            (SELECT max(m.timestamp) FROM messages m WHERE m.conversation_id = c.id), c.created_at, c.updated_at, 0) AS at
        FROM conversations c WHERE c.deleted = 0 AND (?1 = '' OR c.title LIKE ?1 ESCAPE '\')),
    aged AS (SELECT pk, CASE WHEN typeof(at) IN ('integer', 'real') THEN at ELSE 0 END AS at FROM dated),
    page AS (SELECT pk, at FROM aged WHERE (at, pk) < (?2, ?3) ORDER BY at DESC, pk DESC LIMIT ?4)
    SELECT c.id, substr(c.title, 1, 1000), page.at, page.pk,
        (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id), c.visibility = 'team', c.own,
        substr(c.shared_by, 1, 400)
    FROM page JOIN conversations c ON c.pk = page.pk ORDER BY page.at DESC, page.pk DESC)sql";

constexpr std::string_view kMessages = R"sql(
    WITH dated AS (SELECT pk, CASE WHEN typeof(timestamp) IN ('integer', 'real') THEN timestamp ELSE 0 END AS at
        FROM messages WHERE conversation_id = ?1 AND deleted = 0),
    page AS (SELECT pk, at FROM dated WHERE (at, pk) > (?2, ?3) ORDER BY at, pk LIMIT ?4)
    SELECT m.role, substr(m.content, 1, ?5), length(m.content), page.at, page.pk
    FROM page JOIN messages m ON m.pk = page.pk ORDER BY page.at, page.pk)sql";

std::string likePattern(const QString &filter)
{
    QString text = filter.trimmed();
    for (const QChar special : {u'\\', u'%', u'_'})
        text.replace(special, QString(u'\\') + special);
    return text.isEmpty() ? std::string() : "%" + text.toStdString() + "%";
}

Result<MessagesMark> markOf(Store &store, const std::string &conversation)
{
    Query row = store.database().query(
        "SELECT count(*), COALESCE(max(pk), 0), COALESCE(sum(base_rev), 0), COALESCE(max(edited_at), 0) "
        "FROM messages WHERE conversation_id = ? AND deleted = 0",
        conversation);
    MessagesMark mark;
    if (row.next())
        mark = {row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
    MIMIR_TRY(row.status());
    return mark;
}

} // namespace

Result<std::vector<HistoryConversation>> conversationPage(
    Store &store, const QString &filter, std::optional<HistoryPlace> after, int limit)
{
    const HistoryPlace from = after.value_or(HistoryPlace {INT64_MAX, INT64_MAX});
    const std::string pattern = likePattern(filter);
    Query rows = store.database().query(kConversations, pattern, from.at, from.pk, limit);
    std::vector<HistoryConversation> page;
    while (rows.next())
        page.push_back({rows.string(0), plain(rows.text(1), kTitleCharacters), rows.integer(4),
            {rows.integer(2), rows.integer(3)}, rows.integer(5) == 1, rows.integer(6) == 1,
            rows.integer(6) == 1 ? QString() : sharedByTeammate(rows.text(7))});
    MIMIR_TRY(rows.status());
    for (HistoryConversation &one : page) {
        if (!one.shared)
            one.sharedBy.clear();
        if (!one.shared || !one.own)
            continue;
        const auto waits = sharingWaits(store, one.id);
        MIMIR_TRY(waits);
        one.sharedBy = sharedByYou(*waits);
    }
    return page;
}

Result<std::vector<HistoryMessage>> messagePage(
    Store &store, const std::string &conversation, std::optional<HistoryPlace> after, int limit)
{
    const HistoryPlace from = after.value_or(HistoryPlace {INT64_MIN, INT64_MIN});
    Query rows = store.database().query(kMessages, conversation, from.at, from.pk, limit, kShownCharacters);
    std::vector<HistoryMessage> page;
    while (rows.next())
        page.push_back({plain(rows.text(0), 40), QString::fromStdString(withoutControls(rows.text(1))),
            std::max<qint64>(0, rows.integer(2) - kShownCharacters), {rows.integer(3), rows.integer(4)}});
    MIMIR_TRY(rows.status());
    return page;
}

StoreVersion versionOf(Store &store)
{
    return {store.database().dataVersion(), store.database().totalChanges()};
}

Result<HistoryAnswer> readHistory(Store &store, const HistoryQuestion &question)
{
    HistoryAnswer answer;
    answer.version = versionOf(store);
    auto conversations
        = conversationPage(store, question.filter, std::nullopt, std::max(question.conversations, 1));
    MIMIR_TRY(conversations);
    answer.conversations = std::move(*conversations);
    if (question.chosen.empty())
        return answer;
    const auto mark = markOf(store, question.chosen);
    MIMIR_TRY(mark);
    answer.mark = *mark;
    answer.follows = question.last && answer.mark == question.mark;
    const int left = answer.follows ? question.messages - question.shown : question.messages;
    if (left <= 0)
        return answer;
    auto messages = messagePage(store, question.chosen, answer.follows ? question.last : std::nullopt, left);
    MIMIR_TRY(messages);
    answer.messages = std::move(*messages);
    return answer;
}

} // namespace mimir
