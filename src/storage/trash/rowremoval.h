// Removes rows that a server says are deleted: the user's own rows go to the trash, and if they are too many
// at once they stay and the user is asked.
//
// What the user removed for privacy on another device is not stored, as far as it came from elsewhere. What
// was written on this device goes to the trash all the same: no server can destroy that just by reporting a
// deletion.
//
// Only inside TriggerSuppressor.
#pragma once

#include "storage/trash/massdeletion.h"
#include "storage/trash/trash.h"

namespace mimir {

class RowRemoval {
public:
    RowRemoval(Database &database, const Clock &clock)
        : m_database(database), m_clock(clock), m_trash(database, clock), m_mass(database, clock)
    {
    }

    enum class Fate : std::uint8_t {
        Usual, ///< the user's own rows go to the trash, or are held (MassDeletion)
        Trash, ///< the user has agreed to it
        Gone,  ///< not even in the trash
    };
    /// Removes a conversation's children, too, except those with an open change. What stays only here for
    /// privacy, and audit entries, are not removed.
    Result<void> drop(const Team &team, const HeldDeletion &deletion, Fate fate);
    /// The usual removal of a row that was not deleted for privacy.
    Result<void> drop(const Team &team, EntityType type, std::string_view id, std::int64_t rev);
    /// Only the row itself, with what is stored next to it.
    Result<void> remove(EntityType type, std::int64_t pk);
    /// The server refused the user's own delete: the row is here again, with its children.
    Result<void> undoDelete(EntityType type, std::int64_t pk, std::string_view id);
    /// A deletion that was held; edits that wait for it are dropped with it. Opens TriggerSuppressor itself.
    Result<void> carryOut(const HeldDeletion &deletion, Fate fate);
    /// For privacy: no server can delete it.
    Result<bool> staysHere(EntityType type, std::string_view id) const;
    /// A conversation that stays here and was removed from the server, which still has it, at `rev`: asks again.
    Result<void> removeAgain(std::string_view conversationId, std::int64_t rev);

private:
    struct Dropping {
        std::int64_t rev;
        bool isLearnt; ///< not deleted by this device itself
        bool isKept;   ///< in the trash
        bool isPrivate;
        std::string title;
    };
    Result<void> dropChildren(
        const Team &team, EntityType child, std::string_view conversation, const Dropping &how);
    Result<void> throwAway(const Team &team, EntityType type, std::int64_t pk, const Dropping &how);
    Result<void> purge(const Record &record);
    Result<bool> isAuthored(EntityType type, std::string_view id) const;
    Result<void> forgetEdits(const HeldDeletion &deletion);
    Result<std::string> titleOf(const HeldDeletion &deletion) const;
    Result<void> undoDeleteOfChildren(EntityType child, std::string_view conversation);
    /// What the server lost or was asked to forget of a conversation that stays here: the row is now only
    /// ours.
    Result<void> detach(std::string_view conversationId);

    Database &m_database;
    const Clock &m_clock;
    Trash m_trash;
    MassDeletion m_mass;
};

} // namespace mimir
