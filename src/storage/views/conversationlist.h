// Conversations with their totals, for a list that is filtered.
#pragma once

#include "core/clock.h"
#include "storage/storagebackend.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// What is empty or absent filters nothing.
struct ConversationFilter {
    std::string folder;     ///< an absolute, clean path: of this workspace and those below it
    std::string folderName; ///< with `folder`: also of any workspace whose last folder has this name
    std::string agent;      ///< agent or provider, ASCII case-insensitive
    bool onlyShared = false;
    std::optional<Millis> since, until; ///< by the latest activity

    bool operator==(const ConversationFilter &) const = default;
};

/// Texts are as they were stored: untrusted.
struct ListedConversation {
    std::string id, title, provider, workspace;
    std::string agent; ///< as the agent's own field says it; empty = it does not
    bool shared = false;
    bool own = true;      ///< false: a teammate shares it
    std::string sharedBy; ///< the teammate's name; empty if the server sent none
    std::int64_t messages = 0;
    std::optional<Millis> lastActivity;
    json::Object
        columns; ///< all of it with its totals, as it is stored; `mimir history list --json` prints this
};

/// At most `limit`, nullopt = all; the latest activity first, without deleted ones.
Result<std::vector<ListedConversation>> conversationList(
    StorageBackend &store, const ConversationFilter &filter, std::optional<int> limit);

} // namespace mimir
