#include "tray/history/historypages.h"

#include "app/sharing.h"
#include "core/plaintext.h"

namespace mimir {
namespace {

constexpr int kTitleCharacters = 200;

/// Who shares it, in words; empty = not shared.
Result<QString> sharerOf(Store &store, const ConversationRow &row)
{
    if (!row.shared)
        return QString();
    if (!row.own)
        return sharedByTeammate(row.sharedBy);
    const auto waits = sharingWaits(store, row.id);
    MIMIR_TRY(waits);
    return sharedByYou(*waits);
}

} // namespace

Result<std::vector<HistoryConversation>> conversationPage(
    Store &store, const QString &filter, std::optional<HistoryPlace> after, int limit)
{
    const auto rows = conversationRows(store.database(), filter.trimmed().toStdString(), after, limit);
    MIMIR_TRY(rows);
    std::vector<HistoryConversation> page;
    for (const ConversationRow &row : *rows) {
        auto sharer = sharerOf(store, row);
        MIMIR_TRY(sharer);
        page.push_back({row.id, plain(row.title, kTitleCharacters), row.messages, row.place, row.shared,
            row.own, std::move(*sharer)});
    }
    return page;
}

Result<std::vector<HistoryMessage>> messagePage(
    Store &store, const std::string &conversation, std::optional<HistoryPlace> after, int limit)
{
    const auto rows = messageRows(store.database(), conversation, after, limit, kShownCharacters);
    MIMIR_TRY(rows);
    std::vector<HistoryMessage> page;
    for (const MessageRow &row : *rows)
        page.push_back({plain(row.role, 40), QString::fromStdString(withoutControls(row.text)),
            std::max<qint64>(0, row.characters - kShownCharacters), row.place});
    return page;
}

Result<HistoryAnswer> readHistory(Store &store, const HistoryQuestion &question)
{
    HistoryAnswer answer;
    answer.version = storeVersion(store.database());
    auto conversations
        = conversationPage(store, question.filter, std::nullopt, std::max(question.conversations, 1));
    MIMIR_TRY(conversations);
    answer.conversations = std::move(*conversations);
    if (question.chosen.empty())
        return answer;
    const auto mark = messagesMark(store.database(), question.chosen);
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
