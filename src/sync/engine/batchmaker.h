// The next batch of a team as it may be sent: what the outbox has, without what must not leave this device.
#pragma once

#include "privacy/privacypolicy.h"
#include "storage/store.h"
#include "sync/engine/knownhere.h"

#include <optional>
#include <set>
#include <string>

namespace mimir {

class BatchMaker {
public:
    /// The store must outlive the object.
    explicit BatchMaker(Store &store);

    /// Whether anything may be sent at all, by the privacy mode.
    Result<bool> mayPush() const { return m_policy.mayPush(); }

    using Keys = std::set<OutboxKey>;
    /// `only`: these changes, or all if it is null. Empty = nothing waits, or nothing may be sent. nullopt =
    /// another process has changed the privacy settings meanwhile: nothing of it was sent, and it must be
    /// made again.
    Result<std::optional<PendingBatch>> make(
        const Team &team, const BatchLimits &limits, const Keys *only, BatchBuilder::Deletes deletes);

private:
    /// What a batch depends on, and whether anything may be sent at all.
    struct Privacy {
        std::string key; ///< of the placeholders' digests; empty = they have none
        std::int64_t rules = 0;
        bool mayPush = false;
        friend bool operator==(const Privacy &, const Privacy &) = default;
    };
    Result<Privacy> readPrivacy(const Team &team);
    void withhold(PendingBatch &pending, const std::string &key);
    Result<void> forgetForeignForms(PendingBatch &pending);
    /// A conversation of which a server has something already, from before this process or by older rules (SentScan), is
    /// masked by all that it gives away.
    Result<void> learnConversations(const PendingBatch &pending, const std::string &key);

    Store &m_store;
    KnownHere m_known;
    PrivacyPolicy m_policy;
};

} // namespace mimir
