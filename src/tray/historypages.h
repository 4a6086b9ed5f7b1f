// The history for reading, a page at a time: whatever the store holds, only what is shown is read.
#pragma once

#include "core/clock.h"
#include "storage/store.h"

#include <QString>

#include <optional>
#include <vector>

namespace mimir {

/// Where a page ends; the next one begins behind it.
struct HistoryPlace {
    Millis at = 0;
    std::int64_t pk = 0;
};

/// Texts are harmless: no control characters, no bidirectional overrides; titles are one line.
struct HistoryConversation {
    std::string id;
    QString title;
    qint64 messages = 0;
    HistoryPlace place; ///< at = its latest change or message
};

struct HistoryMessage {
    QString role, text;
    qint64 withheld = 0; ///< characters beyond kShownCharacters
    HistoryPlace place;
};

inline constexpr int kConversationsPerPage = 100;
inline constexpr int kMessagesPerPage = 50;
/// Of one message: nobody reads a megabyte here, and laying it out would freeze the window.
inline constexpr int kShownCharacters = 20'000;

/// Newest first. `filter`: part of a title, upper and lower case alike in ASCII; empty = all.
Result<std::vector<HistoryConversation>> conversationPage(
    Store &store, const QString &filter, std::optional<HistoryPlace> after);
/// Oldest first.
Result<std::vector<HistoryMessage>> messagePage(
    Store &store, const std::string &conversation, std::optional<HistoryPlace> after);

} // namespace mimir
