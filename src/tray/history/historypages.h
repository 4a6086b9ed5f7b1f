// The history, read a page at a time: however much the store contains, only what is shown is read.
#pragma once

#include "core/clock.h"
#include "storage/store.h"

#include <QString>

#include <optional>
#include <vector>

namespace mimir {

/// Where a page ends; the next one starts after it.
struct HistoryPlace {
    Millis at = 0;
    std::int64_t pk = 0;
    bool operator==(const HistoryPlace &) const = default;
};

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

/// Changes with every write to the store, whoever makes it.
struct StoreVersion {
    std::int64_t foreign = 0, own = 0;
    bool operator==(const StoreVersion &) const = default;
};
StoreVersion versionOf(Store &store);

/// Changes when a message of a conversation is added, removed or edited.
struct MessagesMark {
    std::int64_t count = 0, newest = 0, revisions = 0, edited = 0;
    bool operator==(const MessagesMark &) const = default;
};

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
