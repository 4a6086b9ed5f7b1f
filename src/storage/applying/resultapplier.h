// Applies the answer to a batch in one transaction, with the triggers silent (docs/protocol.md,
// "POST /sync/batch"). A result counts only for the change that was sent: one that was changed since keeps
// waiting.
#pragma once

#include "storage/applying/lostvalues.h"
#include "storage/applying/rowadoption.h"
#include "storage/outbox/outbox.h"
#include "storage/tables/shadows.h"

#include <string>
#include <vector>

namespace mimir {

class ResultApplier {
public:
    ResultApplier(Database &database, const Clock &clock, RandomSource &random)
        : m_database(database), m_clock(clock), m_random(random), m_outbox(database),
          m_adoption(database, clock, random), m_lost(database, clock, random)
    {
    }

    struct Outcome {
        int done = 0;    ///< left the outbox
        int refused = 0; ///< marked as failed now
        int later = 0;   ///< counted a try
        int conflicts = 0;
        int unanswered = 0;          ///< sent, but no result: they are sent again
        bool deviceRollback = false; ///< `stale` for an op that is present; nothing was applied
    };
    /// Error: Cancelled (the answer comes from an address that the team has left).
    Result<Outcome> apply(
        const Team &team, const std::vector<QueuedItem> &sent, const wire::BatchAnswer &answer);

private:
    /// A change that was sent, as it is in the outbox now, and its result.
    struct Answered {
        const Team &team;
        const QueuedItem &sent;
        Outbox::Row queued;
        const wire::ItemResult &result;
        Millis serverTime = 0;             ///< of the answer; 0 = not trusted
        std::int64_t position = INT64_MAX; ///< of the team's history at the answer, where it says so
    };
    Result<void> applyAll(const Team &team, const std::vector<QueuedItem> &sent,
        const wire::BatchAnswer &answer, Outcome &outcome);
    Result<void> noteAnswer(const Team &team, const wire::BatchAnswer &answer);
    Result<void> applyOne(const Answered &answered, Outcome &outcome);
    /// The change was replaced by a later one since it was sent.
    Result<void> applyToLaterChange(const Answered &answered);
    Result<void> applyRetry(const Answered &answered, Outcome &outcome);
    /// The conversation of the item, if it is not here and its deletion is known.
    std::optional<std::string> deletedParent(const QueuedItem &sent) const;
    Result<void> applyRejected(const Answered &answered);
    std::string refusalCode(const Answered &answered) const;
    /// The result, of whose `lost` only what can be believed is left.
    Result<wire::ItemResult> withWhatCanHaveLost(const Answered &answered) const;
    Result<void> applyConflict(const Answered &answered);
    Result<void> storeLosers(const Answered &answered, const wire::PulledRow *winner);
    Result<void> applyAccepted(const Answered &answered);
    /// What was offered without it is not shared at the server (readOutboxItem()).
    Result<bool> isAskedAgain(const Answered &a) const;
    Result<void> endSharingThatWasNotOffered(const QueuedItem &sent);
    /// It was sent again for privacy (wire::Item::forPrivacy).
    Result<bool> wasReformed(const Answered &answered) const;
    /// The server has accepted the change: records since when its fields have their values.
    Result<void> noteInstants(const Answered &answered);
    /// The server's values replace those that the answer names as lost.
    Result<void> giveUpWhatLost(const Answered &answered);
    /// The version that a pull left beside the change, unless its revision is one that the history cannot have.
    Result<std::optional<Shadow>> takeShadow(const Answered &answered);
    Result<void> raiseBaseRev(const Answered &answered);
    Result<void> drop(const Answered &answered, std::int64_t rev);

    Database &m_database;
    const Clock &m_clock;
    RandomSource &m_random;
    Outbox m_outbox;
    RowAdoption m_adoption;
    LostValues m_lost;
};

} // namespace mimir
