// Syncing without HTTP and without threads: batches in, pages out (docs/protocol.md, "POST /sync/batch", "The
// server's rule", "GET /sync/pull"). The HTTP front and the simulation drive this same class.
//
// Thread: that of the store. A service on a read-only connection can only pull.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "core/wire.h"
#include "server/sync/syncstore.h"

#include <optional>
#include <string>

namespace mimir::server {

/// Who asks. Membership and role in the team are read on every call.
struct Caller {
    std::int64_t user = 0;  ///< Accounts: User::pk
    std::string teamId;     ///< UUID
    std::string deviceId;   ///< empty: an original client
    std::string deviceName; ///< for people; empty = keep the one known
    std::string proof = {}; ///< `X-Sync-Proof`: the greatest it was given; empty = none
};

struct PullQuery {
    /// The cursor of the page before; empty = from the beginning; digits = milliseconds of the original
    /// contract (below 10^11: seconds).
    std::string since;
    std::size_t limit = 500;         ///< rows and conflict records of a page, at most kMaxPageRows
    std::size_t maxBytes = 4u << 20; ///< a single larger row still goes out
    std::optional<std::int64_t> lastOpSeq = std::nullopt; ///< `X-Last-Op-Seq`: the check after each start
    /// For a client that goes on by `serverTimestamp`: of an unfinished page it is the time of the first row
    /// left out.
    bool byTime = false;
    /// Leaves out live rows of the caller that the asking device wrote last: it has them. Tombstones,
    /// conflict records and changes of scope come all the same.
    bool withoutEcho = false;
    /// Own rows that a page without echo looks at, at most: one with none of them moves the position on.
    std::size_t scan = 10'000;
    /// Own rows that the asking device has doubts about, at most kMaxAskedRows: they come after those of the
    /// page, whatever their revision, as many as it has room for; what is not here is left out.
    std::vector<RowKey> items = {};
};

inline constexpr std::size_t kMaxPageRows = 5000;
inline constexpr std::size_t kMaxAskedRows = 50;

/// What a batch is answered with, and who has something new to pull.
struct PushAnswer : wire::BatchAnswer {
    bool changed = false;       ///< at least the caller's other devices
    bool sharedChanged = false; ///< everybody in the team
};

/// The body of a page, and what is in it.
struct PullAnswer {
    std::string body;
    std::size_t rows = 0; ///< deletions and conflict records too; 0 = nothing new
    bool hasMore = false;
};

class SyncService {
public:
    /// All outlive the service.
    SyncService(SyncStore &store, const Clock &clock, RandomSource &random);

    /// One transaction. Errors, with nothing done: Forbidden (no member, or no such team), EpochChanged,
    /// CursorUnknown, DeviceRollback, Validation (the envelope), TooLarge (more items than allowed), Store*.
    ///
    /// A proof that names the present epoch and does not hold begins a new one, durably, before it is
    /// answered EpochChanged; pulls alike.
    Result<PushAnswer> push(const Caller &caller, const wire::Batch &batch);

    /// A page, one snapshot. Errors: Forbidden, EpochChanged, CursorUnknown, DeviceRollback, Validation
    /// (since), Store*: StoreReadOnly where a new epoch has to begin and this connection only reads.
    Result<PullAnswer> pull(const Caller &caller, const PullQuery &query);

    /// The last push or pull has begun a new epoch: everybody in the team should know.
    bool beganEpoch() const { return m_beganEpoch; }

    /// What the server would say to the caller's proof, with nothing done: EpochChanged, CursorUnknown (also
    /// where there is none), Forbidden, Store*.
    Result<void> checkProof(const Caller &caller);

    /// Drops the content of what was deleted longer ago than its organisation says (30 days), and of what
    /// lost against a deletion.
    Result<void> emptyTrash(Millis now);

private:
    /// Looks again, alone in writing to the team, and begins a new epoch if it is so. The error to answer.
    Error beginEpochIfDiffers(const Caller &caller, std::string_view since);

    SyncStore &m_store;
    const Clock &m_clock;
    RandomSource &m_random;
    bool m_beganEpoch = false;
};

} // namespace mimir::server
