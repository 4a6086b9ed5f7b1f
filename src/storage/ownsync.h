// The outbox for a program that syncs a profile itself, with something else than a Teams server: what it may
// send, and what it has done with it. The rules of privacy hold for it as they do for ours. What is bound to
// a team is Mimir's to send, and no other program decides about it.
#pragma once

#include "core/privacylevel.h"
#include "storage/hybridstoragebackend.h"

namespace mimir {

class OwnSync {
public:
    OwnSync(HybridStorageBackend &backend, const Clock &clock) : m_backend(backend), m_clock(clock) { }

    struct Pending {
        QueuedItem item;
        PrivacyLevel level = PrivacyLevel::Nothing; ///< never Nothing
        std::string team;                           ///< its slug; empty = none
    };
    /// What is due, parents first. None in privacy mode or while the user is being asked what to send; what
    /// must not leave is kept here (Outbox::State::Kept).
    Result<std::vector<Pending>> pending(std::size_t limit);

    /// An entity waits again, whatever became of it. Errors: NotFound, Forbidden (a teammate's).
    Result<void> queue(EntityType type, std::string_view id);

    /// One of pending(), as its reader gives it back.
    struct Reference {
        EntityType type = EntityType::Conversation;
        std::string id;
        std::int64_t opSeq = 0;
        Millis editedAt = 0;
    };
    /// They leave the outbox, but for those that were edited since; what was deleted goes from this device,
    /// too. All or none. Errors: Forbidden (bound to a team).
    Result<void> markSynced(const std::vector<Reference> &items);
    /// It waits for its next try; after the tenth it waits for a person. Errors: Forbidden.
    Result<void> markFailed(const Reference &item, const std::string &message);

private:
    /// Keeps here what may not be sent, and adds the rest to `sendable`. Returns whether any was kept.
    Result<bool> keepPrivate(const std::vector<QueuedItem> &due, std::vector<Pending> &sendable);
    Result<std::optional<QueuedItem>> find(const Reference &item);
    Result<void> takeAway(const QueuedItem &deleted);
    /// With a tombstone in its place. Triggers must be suppressed.
    Result<void> takeAwayRow(EntityType type, std::int64_t pk, std::string_view id);
    Result<void> takeAwayChildren(EntityType child, std::string_view conversation);
    Database &database() const { return m_backend.database(); }

    HybridStorageBackend &m_backend;
    const Clock &m_clock;
};

} // namespace mimir
