// The pages of the history (storage/views/historypages.h) as the window shows them.
#pragma once

#include "storage/store.h"
#include "storage/views/historypages.h"

#include <QString>

#include <optional>
#include <vector>

namespace mimir {

/// Texts are safe to show: no control characters, no bidirectional overrides; titles are one line.
struct HistoryConversation {
    std::string id;
    QString title;
    qint64 messages = 0;
    HistoryPlace place;    ///< at = its latest message, or its creation if it has none
    bool shared = false;   ///< with the team
    bool own = true;       ///< false: a teammate shares it
    QString sharedBy = {}; ///< empty = not shared
    bool operator==(const HistoryConversation &) const = default;
};

struct HistoryMessage {
    QString role, text;
    qint64 withheld = 0; ///< characters beyond kShownCharacters
    HistoryPlace place;
    bool operator==(const HistoryMessage &) const = default;
};

inline constexpr int kConversationsPerPage = 100;
inline constexpr int kMessagesPerPage = 50;
/// Per message: no one reads a megabyte here, and laying it out would freeze the window.
inline constexpr int kShownCharacters = 20'000;

/// Newest first. `filter`: part of a title, ASCII case-insensitive; empty = all.
Result<std::vector<HistoryConversation>> conversationPage(Store &store, const QString &filter,
    std::optional<HistoryPlace> after, int limit = kConversationsPerPage);
/// Oldest first.
Result<std::vector<HistoryMessage>> messagePage(Store &store, const std::string &conversation,
    std::optional<HistoryPlace> after, int limit = kMessagesPerPage);

/// What a window shows and wants read again.
struct HistoryQuestion {
    QString filter;
    int conversations = kConversationsPerPage;
    std::string chosen; ///< empty = none
    int messages = kMessagesPerPage;
    // What it already shows of that conversation.
    int shown = 0;
    std::optional<HistoryPlace> last;
    MessagesMark mark;
};
struct HistoryAnswer {
    StoreVersion version;
    std::vector<HistoryConversation> conversations;
    std::vector<HistoryMessage> messages;
    bool follows = false; ///< append `messages` to those shown; otherwise replace them
    MessagesMark mark;
};
Result<HistoryAnswer> readHistory(Store &store, const HistoryQuestion &question);

} // namespace mimir
