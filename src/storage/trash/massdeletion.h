// Too many deletions of the user's own rows by a server at once to be trusted: they are held back, and the
// user is asked. Nothing else waits for the answer: the cursor advances and what is recorded is sent.
//
// Per day, a tenth of the user's conversations but at least 20 may be deleted, and a tenth of the single
// messages and tool calls but at least 200. Fewer is ordinary tidying up on another device, and the trash has
// all of it. Teammates' rows, rows that are no longer shared and rows that the user has removed never count.
// When the user agrees to held deletions, the count starts again.
#pragma once

#include "core/wire/wire.h"
#include "storage/teams/teamregistry.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mimir {

/// A conversation or a single row that a server wants deleted and that is still here.
struct HeldDeletion {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t team = 0;
    std::int64_t rev = 0;
    bool isPrivate = false; ///< removed for privacy, see RowRemoval
};

/// What is held, as shown to the user: what is deleted with its conversation counts as part of that.
struct HeldSummary {
    std::int64_t conversations = 0;
    std::int64_t items = 0;   ///< messages and tool calls of conversations that stay
    std::int64_t present = 0; ///< the user's own conversations of these teams that are here
    std::vector<std::int64_t> teams;

    std::int64_t count() const { return conversations + items; }
};

class MassDeletion {
public:
    MassDeletion(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    using Key = std::pair<EntityType, std::string>;
    /// Those deletions of one page that are held back.
    Result<std::set<Key>> tooMany(const Team &team, const std::vector<wire::Deletion> &deletions) const;
    /// Whether one more would be too many, or it is part of a conversation that is held.
    Result<bool> isTooMuch(const Team &team, EntityType type, std::string_view id) const;

    Result<void> hold(const HeldDeletion &deletion);
    /// It was sent again, or it is gone. For a conversation, releases what belongs to it as well.
    Result<void> release(EntityType type, std::string_view id);
    /// A server has the row, at a position that is not before the deletion: one of its two words was false.
    Result<void> releaseIfContradicted(
        const Team &team, EntityType type, std::string_view id, const std::optional<std::int64_t> &position);
    /// Those of a team that it can be asked about, the next ones after `after`: what is held with its conversation
    /// depends on that.
    Result<std::vector<Key>> asked(const Team &team, const Key &after, std::size_t most) const;
    /// All of them, conversations first.
    Result<std::vector<HeldDeletion>> list() const;
    /// Without what the user has removed since, which needs no answer.
    Result<HeldSummary> summary() const;
    /// The user has agreed to what was held: the day starts now.
    Result<void> restartDay();

private:
    struct Candidates;
    Result<Candidates> candidates(const Team &team, const std::vector<wire::Deletion> &deletions) const;
    /// Whether `more` of them would exceed what may be deleted in a day.
    Result<bool> isBeyond(EntityType type, std::int64_t more) const;
    Result<std::int64_t> goneLately(bool rows) const;
    Millis countedFrom() const;
    bool isOwnAndHere(
        const Team &team, EntityType type, std::string_view id, std::string &conversation) const;
    bool isHeld(EntityType type, std::string_view id) const;

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
