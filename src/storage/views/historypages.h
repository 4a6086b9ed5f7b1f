// The history a page at a time: however much a store contains, only what is shown is read.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

/// Where a page ends; the next one starts after it.
struct HistoryPlace {
    Millis at = 0; ///< what another program wrote in place of a time counts as 0
    std::int64_t pk = 0;
    bool operator==(const HistoryPlace &) const = default;
};

/// Texts are as they were stored: untrusted.
struct ConversationRow {
    std::string id;
    std::string title; ///< its beginning, see bounds.h
    std::int64_t messages = 0;
    HistoryPlace place; ///< at = its latest message, or its creation if it has none
    bool shared = false;
    bool own = true;      ///< false: a teammate shares it
    std::string sharedBy; ///< the beginning of the teammate's name; empty if the server sent none
};

struct MessageRow {
    std::string role;
    std::string text;            ///< its first characters, as many as were asked for
    std::int64_t characters = 0; ///< of the whole text
    HistoryPlace place;
};

/// At most `limit`, newest first, without deleted ones. `titlePart`: part of a title, ASCII case-insensitive;
/// empty = all.
Result<std::vector<ConversationRow>> conversationRows(
    Database &database, std::string_view titlePart, std::optional<HistoryPlace> after, int limit);
/// At most `limit` of a conversation, oldest first, without deleted ones.
Result<std::vector<MessageRow>> messageRows(Database &database, std::string_view conversation,
    std::optional<HistoryPlace> after, int limit, int charactersOfEach);

/// Changes when a message of a conversation is added, removed or edited.
struct MessagesMark {
    std::int64_t count = 0, newest = 0, revisions = 0, edited = 0;
    bool operator==(const MessagesMark &) const = default;
};
Result<MessagesMark> messagesMark(Database &database, std::string_view conversation);

/// Changes with every write to the store, from any process.
struct StoreVersion {
    std::int64_t foreign = 0, own = 0;
    bool operator==(const StoreVersion &) const = default;
};
StoreVersion storeVersion(Database &database);

} // namespace mimir
