// Takes away rows that a server says are deleted: what is the person's own goes to the trash, and where it is
// too much at once it stays and the person is asked.
//
// What the person removed for privacy on another device is not kept, as far as it came from elsewhere. What was written
// on this device goes to the trash all the same: no server can destroy that by saying so.
//
// Only inside TriggerSuppressor.
#pragma once

#include "storage/massdeletion.h"
#include "storage/trash.h"

namespace mimir {

class RowRemoval {
public:
    RowRemoval(Database &database, const Clock &clock)
        : m_database(database), m_clock(clock), m_trash(database, clock), m_mass(database, clock)
    {
    }

    enum class Fate : std::uint8_t {
        Usual, ///< the person's own go to the trash, or are held (MassDeletion)
        Trash, ///< the person has agreed to it
        Gone,  ///< the trash does not have it either
    };
    /// Of a conversation its children too, but for those with an open change. What stays here alone for
    /// privacy's sake, and entries of the audit log, are not taken away.
    Result<void> drop(const Team &team, const HeldDeletion &deletion, Fate fate);
    /// The row alone, with what is kept beside it.
    Result<void> remove(EntityType type, std::int64_t pk);
    /// One that was held; edits that wait for it go with it. Opens TriggerSuppressor itself.
    Result<void> carryOut(const HeldDeletion &deletion, Fate fate);
    /// For privacy's sake: no server takes it away.
    Result<bool> staysHere(EntityType type, std::string_view id) const;

private:
    struct Dropping {
        std::int64_t rev;
        bool isLearnt; ///< not this device's own deletion
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
    /// What the server lost or was asked to forget of a conversation that stays here: nobody's row but ours.
    Result<void> detach(std::string_view conversationId);

    Database &m_database;
    const Clock &m_clock;
    Trash m_trash;
    MassDeletion m_mass;
};

} // namespace mimir
