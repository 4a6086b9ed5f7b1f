// What is known here about one conversation: its title, whose it is, and how it stands with its team and the outbox.
#pragma once

#include "storage/outbox/outbox.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir {

/// Texts are as they were stored: untrusted.
struct ConversationFacts {
    std::string title; ///< its beginning, see bounds.h
    bool deleted = false;
    bool own = true; ///< false: a teammate shares it
    bool shared = false;
    bool hasTeam = false;
    std::string team;                    ///< its team's name, or slug if it has none; empty = no team
    std::string sharedBy;                ///< the teammate's name; empty = own, or the server sent none
    std::optional<Outbox::State> outbox; ///< of the conversation's own row there; nullopt = nothing waits
    bool isAtServer = false;             ///< a server has acknowledged it
    bool sharingUnsent = false;          ///< what waits says, among other things, with whom it is shared
};

/// nullopt: there is no such row. A deleted conversation is found, too.
Result<std::optional<ConversationFacts>> conversationFacts(Database &database, std::string_view id);

} // namespace mimir
