// Finds out whether this device and its server have the same of the user's own rows, and mends it where they do not
// (docs/protocol.md, "GET /sync/digest"). Revisions and answers are a server's word, and one that was wrong, or was
// spoken by something in between, would otherwise leave the two different for ever: a row that counts as acknowledged
// and is not there, one that was left out, a deletion that never was.
//
// What differs is pulled again from the beginning; what that does not bring, of what was written on this device, is
// offered like after a new epoch. Nothing here is removed.
//
// The work is bounded whatever the server says: sums once a day; where they differ, a full pull, then after an hour,
// and twice as long each time, at most a week, until they agree.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "core/wire/wiredigest.h"
#include "storage/teams/teamregistry.h"

#include <vector>

namespace mimir {

class Reconciliation {
public:
    Reconciliation(Database &database, const Clock &clock) : m_database(database), m_clock(clock) { }

    /// When it was last found that nothing differs; 0: never, or something has differed since.
    Result<Millis> agreedAt(const Team &team) const;
    Result<bool> isDue(const Team &team);
    /// Something happened that a server might have made up: the next time is now, but at most once an hour.
    Result<void> suspect(const Team &team);
    /// A push was answered with revisions up to `rev`.
    Result<void> noteAcknowledged(const Team &team, std::int64_t rev);
    /// The server is at `position`: below a revision that was acknowledged, it has never given that one, and the next
    /// time is now, but at most once an hour.
    Result<void> notePosition(const Team &team, std::int64_t position);
    /// It could not be compared this time: in a minute, then in twice as long each time, at most in an hour.
    Result<void> postpone(const Team &team);
    /// The user wants it now, of every team.
    Result<void> hurry();

    /// What this device takes the server to have.
    Result<std::vector<wire::DigestPart>> known(const Team &team) const;
    /// Nothing differs, or the server does not know the question.
    Result<void> agreed(const Team &team, RandomSource &random);
    struct Findings {
        /// Something that no waiting change, and nothing put aside or held, explains: everything is pulled again.
        bool differs = false;
        bool queued = false; ///< something goes again that was acknowledged
    };
    /// `parts`: those whose sums differ, and the server's rows of them.
    Result<Findings> judge(const Team &team, const std::vector<std::int64_t> &parts,
        const std::vector<wire::DigestRow> &rows, RandomSource &random);
    /// So much differs that it was not looked at: everything is pulled again.
    Result<Findings> tooMuchDiffers(const Team &team);

    /// The full pull has caught up. Returns how many rows are offered. Only inside TriggerSuppressor.
    Result<int> end(const Team &team);

private:
    struct Plan {
        Millis next = 0;
        Millis last = 0;            ///< 0 = never
        std::int64_t times = 0;     ///< in a row that something differed
        std::int64_t postponed = 0; ///< times in a row
        bool isSaved = true;
        std::int64_t acknowledged
            = 0; ///< the greatest revision in an answer to a push, since the last comparison
    };
    struct Known {
        EntityType type;
        std::int64_t pk;
        std::string id;
        std::int64_t rev;
    };
    Result<Plan> plan(std::int64_t team) const;
    Result<void> save(std::int64_t team, const Plan &plan);
    Result<void> differed(const Team &team);
    Result<std::vector<Known>> knownIn(const Team &team, std::int64_t part) const;
    Result<void> pullAgain(const Team &team);
    /// The server does not have the row. True: and nothing here says why.
    Result<bool> noteMissing(const Team &team, const Known &row);
    Result<bool> isDeletionWaiting(const Known &row) const;
    Result<void> sendAgain(const Known &row, std::int64_t revThere);
    Result<bool> awaits(const Team &team, const wire::DigestRow &row);
    Result<void> takeOutOfTrash(const Team &team, const wire::DigestRow &row);
    Result<bool> doubtDeletion(const Team &team, const wire::DigestRow &row);
    Result<int> offer(const Team &team, EntityType type);

    Database &m_database;
    const Clock &m_clock;
};

} // namespace mimir
