// Syncing without HTTP and without threads: batches in, pages out (docs/protocol.md, "POST /sync/batch", "The
// server's rule", "GET /sync/pull"). The HTTP front and the simulation use this same class.
//
// Thread: the store's. A service on a read-only connection can only pull.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "core/wire/wire.h"
#include "server/sync/syncstore.h"

#include <optional>
#include <string>

namespace mimir::server {

/// The user and device behind a request. Membership and role in the team are read on every call.
struct Caller {
    std::int64_t user = 0;  ///< Accounts: User::pk
    std::string teamId;     ///< UUID
    std::string deviceId;   ///< empty: an original client
    std::string deviceName; ///< for people; empty = keep the known one
    std::string proof = {}; ///< `X-Sync-Proof`: the greatest one the device was given; empty = none
};

struct PullQuery {
    /// The previous page's cursor; empty = from the beginning; digits = milliseconds of the original contract
    /// (below 10^11: seconds).
    std::string since;
    std::size_t limit = 500;         ///< rows and conflict records per page, at most kMaxPageRows
    std::size_t maxBytes = 4u << 20; ///< a single larger row is still sent
    std::optional<std::int64_t> lastOpSeq = std::nullopt; ///< `X-Last-Op-Seq`: the check after each start
    /// For a client that goes on by `serverTimestamp`: on an unfinished page that is the time of the first
    /// row left out.
    bool byTime = false;
    /// Leaves out live rows of the caller that the asking device wrote last, because it has them. Tombstones,
    /// conflict records and changes of scope are still sent.
    bool withoutEcho = false;
    /// The most own rows that a page without echo reads: if all of them are echo, the page only moves the
    /// position on.
    std::size_t scan = 10'000;
    /// The user's own rows that the asking device has doubts about, at most kMaxAskedRows: they follow the
    /// page's rows, whatever their revision, as many as fit; rows that do not exist here are left out.
    std::vector<RowKey> items = {};
};

inline constexpr std::size_t kMaxPageRows = 5000;
inline constexpr std::size_t kMaxAskedRows = 50;

/// The answer to a batch, and who has something new to pull.
struct PushAnswer : wire::BatchAnswer {
    bool changed = false;       ///< at least for the caller's other devices
    bool sharedChanged = false; ///< for everyone in the team
};

/// The body of a page, and what is in it.
struct PullAnswer {
    std::string body;
    std::size_t rows = 0; ///< including deletions and conflict records; 0 = nothing new
    bool hasMore = false;
};

class SyncService {
public:
    /// All arguments outlive the service.
    SyncService(SyncStore &store, const Clock &clock, RandomSource &random);

    /// One transaction. Errors, with nothing done: Forbidden (not a member, or no such team), EpochChanged,
    /// CursorUnknown, DeviceRollback, Validation (the envelope), TooLarge (more items than allowed), Store*.
    ///
    /// A proof that names the present epoch and does not hold begins a new epoch, durably, before
    /// EpochChanged is answered; the same for pulls.
    Result<PushAnswer> push(const Caller &caller, const wire::Batch &batch);

    /// One page, from one snapshot. Errors: Forbidden, EpochChanged, CursorUnknown, DeviceRollback,
    /// Validation (since), Store*: StoreReadOnly if a new epoch has to begin and this connection is
    /// read-only.
    Result<PullAnswer> pull(const Caller &caller, const PullQuery &query);

    /// The last push or pull began a new epoch: everyone in the team should be told.
    bool beganEpoch() const { return m_beganEpoch; }

    /// Checks the caller's proof without doing anything: EpochChanged, CursorUnknown (also if there is none),
    /// Forbidden, Store*.
    Result<void> checkProof(const Caller &caller);

    /// What the team has of the caller's own live rows (wire::Digest), from this part on, or the rows of one part. Errors:
    /// Forbidden, EpochChanged, CursorUnknown, Store*.
    Result<wire::Digest> digest(const Caller &caller, std::int64_t fromPart);
    Result<wire::DigestRows> digestRows(const Caller &caller, std::int64_t part);

    /// Drops the content of what was deleted longer ago than its organisation's limit (30 days by default),
    /// and of what lost against a deletion.
    Result<void> emptyTrash(Millis now);

private:
    /// The team, if the caller is a member and the proof, where there is one, holds. Within a snapshot.
    Result<TeamState> enterProven(const Caller &caller);
    /// Checks again as the team's only writer, and begins a new epoch if the proof still differs. Returns the
    /// error to answer.
    Error beginEpochIfDiffers(const Caller &caller, std::string_view since);

    SyncStore &m_store;
    const Clock &m_clock;
    RandomSource &m_random;
    bool m_beganEpoch = false;
};

} // namespace mimir::server
