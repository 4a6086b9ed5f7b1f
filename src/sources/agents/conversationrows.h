// How the rows of a conversation and of its messages begin, whichever agent it is with, and what of a conversation
// changes as it goes on.
#pragma once

#include "sources/agents/foundrow.h"

namespace mimir {

struct ConversationBegin {
    std::string_view agent, nativeId, workspace, repository;
    std::optional<Millis> at {};
};
FoundRow conversationRow(const std::string &conversation, const ConversationBegin &begin);

/// What is known of a conversation that goes on.
struct ConversationFacts {
    std::string title {}, branch {}, version {}, model {}, provider {};

    bool operator==(const ConversationFacts &) const = default;
};
/// Where `now` differs from what was `found` before, the row that says so; `found` is as `now` afterwards.
std::optional<FoundRow> changedFacts(
    const std::string &conversation, const ConversationFacts &now, ConversationFacts &found);

struct MessageBegin {
    std::string_view conversation;
    std::string_view native; ///< the agent's id of it, unique in its conversation
    std::string_view role, kind, content;
    std::optional<Millis> at {};
};
FoundRow messageRow(const MessageBegin &begin);

} // namespace mimir
