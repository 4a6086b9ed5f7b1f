// Deletions of the person's own rows by a server, too many at once to be believed: they are held, and the
// person is asked. Nothing else waits for the answer: the cursor goes on and what is recorded is sent.
//
// In a day, a tenth of one's conversations and at least 20 may go, and a tenth of the single messages and tool
// calls and at least 200. Fewer is what people tidy up on another device; and the trash has all of it.
// Teammates' rows, what is no longer shared and what the person has removed never count. When the person agrees to
// what is held, the count begins anew.
#pragma once

#include "core/wire.h"
#include "storage/teamregistry.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mimir {

/// Rows of these conversations, and single rows, that a server wants deleted and that are here yet.
struct HeldDeletion {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t team = 0;
    std::int64_t rev = 0;
    bool isPrivate = false; ///< removed for privacy's sake, see RowRemoval
};

/// What is held, as a person counts: what goes with its conversation is part of that.
struct HeldSummary {
    std::int64_t conversations = 0;
    std::int64_t items = 0;   ///< messages and tool calls of conversations that stay
    std::int64_t present = 0; ///< the person's own conversations of these teams, which are here
    std::vector<std::int64_t> teams;

    std::int64_t count() const { return conversations + items; }
};

class MassDeletion {
public:
    MassDeletion(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    using Key = std::pair<EntityType, std::string>;
    /// Of the deletions of one page, those that are held.
    Result<std::set<Key>> tooMany(const Team &team, const std::vector<wire::Deletion> &deletions) const;
    /// One more, or something of a conversation that is held.
    Result<bool> isTooMuch(const Team &team, EntityType type, std::string_view id) const;

    Result<void> hold(const HeldDeletion &deletion);
    /// It came again, or it is gone. Of a conversation, what belongs to it as well.
    Result<void> release(EntityType type, std::string_view id);
    /// All of them, conversations first.
    Result<std::vector<HeldDeletion>> list() const;
    /// But for what the person has removed since, which asks for nothing.
    Result<HeldSummary> summary() const;
    /// The person has agreed to what was held: the day begins now.
    Result<void> beginAnew();

private:
    struct Candidates;
    Result<Candidates> candidates(const Team &team, const std::vector<wire::Deletion> &deletions) const;
    /// Would `more` of them go beyond what may go in a day?
    Result<bool> isBeyond(EntityType type, std::int64_t more) const;
    Result<std::int64_t> goneLately(bool rows) const;
    Millis countedFrom() const;
    bool isOwnAndHere(const Team &team, EntityType type, std::string_view id, std::string &conversation) const;
    bool isHeld(EntityType type, std::string_view id) const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
