// The enums whose numbers the store contains, apart from the classes that use them under names of their own
// (Outbox::State, Team::Standing, …): SQL has names for them without knowing those classes (storednames.h).
#pragma once

#include <cstdint>

namespace mimir {

/// Of a change in the outbox.
enum class OutboxState : std::uint8_t {
    Ready = 0,
    Failed = 1, ///< not tried again without the user
    Held = 2,   ///< recorded in privacy mode: waits for the user's choice
    Kept = 3,   ///< never sent
    /// Made while another account than the conversation's was signed in: waits for that one's choice.
    OtherAccount = 4,
};

enum class TeamStanding : std::uint8_t {
    Live = 0,         ///< synced at its address while signed in
    Unproven = 1,     ///< possibly the new address of its predecessor: the server is asked first
    OtherHistory = 2, ///< the same id, but not the history of its predecessor: the user is asked
    Unknown = 3,      ///< its server was set up again and does not know it: the user is asked
    Left = 4,         ///< the user wants nothing of it to be sent or fetched
};

/// What a privacy rule is about.
enum class PrivacyRuleKind : std::uint8_t {
    Conversation = 1, ///< its id
    Workspace = 2,    ///< a path; also applies to everything below it
    Repository = 3,   ///< a git remote in any spelling
    Agent = 4,        ///< `provider` or the field `agent` of conversations
};

enum class ConflictState : std::uint8_t { Unseen = 0, Seen = 1, Restored = 2, Dismissed = 3 };

} // namespace mimir
