#include "server/sync/pullrun.h"

#include "server/sync/fieldstamps.h"
#include "server/sync/historycheck.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mimir::server {
namespace {

// Unix seconds until the year 5138, milliseconds from 1973 on.
constexpr Millis kSecondsBelow = 100'000'000'000;

/// Merges several streams by revision.
class MergedStream {
public:
    using Streams = std::array<std::unique_ptr<PullStream>, 3>;
    explicit MergedStream(Streams streams) : m_streams(std::move(streams))
    {
        for (std::size_t i = 0; i < m_streams.size(); ++i)
            m_has[i] = m_streams[i]->next();
        choose();
    }

    /// nullptr at the end.
    const PullStream *current() const
    {
        return m_current < m_streams.size() ? m_streams[m_current].get() : nullptr;
    }
    void advance()
    {
        m_has[m_current] = m_streams[m_current]->next();
        choose();
    }
    Result<void> status() const
    {
        for (const auto &stream : m_streams)
            MIMIR_TRY(stream->status());
        return {};
    }

private:
    void choose()
    {
        m_current = m_streams.size();
        for (std::size_t i = 0; i < m_streams.size(); ++i)
            if (m_has[i]
                && (m_current == m_streams.size() || m_streams[i]->rev() < m_streams[m_current]->rev()))
                m_current = i;
    }

    Streams m_streams;
    std::array<bool, 3> m_has {};
    std::size_t m_current = 0;
};

} // namespace

PullRun::PullRun(SyncStore &store, const Caller &caller, const PullQuery &query, Millis now)
    : m_store(store), m_caller(caller), m_query(query), m_now(now)
{
}

Result<PullAnswer> PullRun::run()
{
    MIMIR_TRY(enter());
    const auto from = position();
    MIMIR_TRY(from);
    return page(*from);
}

Result<void> PullRun::enter()
{
    const auto team = m_store.enter(m_caller.user, m_caller.teamId, SyncStore::Lock::None);
    MIMIR_TRY(team);
    if (!*team)
        return Error {ErrorCode::Forbidden, "not a member of this team"};
    m_team = **team;
    if (!m_caller.proof.empty()) {
        const auto proven = checkHistory(m_caller.proof);
        MIMIR_TRY(proven);
        m_proven = *proven;
    }
    if ((!m_query.lastOpSeq && !m_query.withoutEcho) || m_caller.deviceId.empty())
        return {};
    const auto device = m_store.device(m_team.pk, m_caller.user, m_caller.deviceId);
    MIMIR_TRY(device);
    m_notBy = *device && m_query.withoutEcho ? (*device)->pk : 0;
    if (*device && m_query.lastOpSeq && *m_query.lastOpSeq < (*device)->lastOpSeq)
        return Error {ErrorCode::DeviceRollback, "this device has sent a higher opSeq before"};
    return {};
}

Result<std::int64_t> PullRun::position()
{
    const std::string &since = m_query.since;
    if (since.empty())
        return std::int64_t(0);
    if (since.find_first_not_of("0123456789") == std::string::npos) {
        Millis instant = 0;
        if (std::from_chars(since.data(), since.data() + since.size(), instant).ec != std::errc())
            return Error {ErrorCode::Validation, "since is too large"};
        return positionAt(instant < kSecondsBelow ? instant * 1000 : instant);
    }
    return since == m_caller.proof ? Result<std::int64_t>(m_proven) : checkHistory(since);
}

Result<std::int64_t> PullRun::checkHistory(std::string_view text)
{
    const auto proof = decodeProof(text, {m_caller.teamId, m_team.proofKey});
    MIMIR_TRY(proof);
    const auto verdict = verdictOn(m_store, m_team, *proof);
    MIMIR_TRY(verdict);
    m_historyDiffers = *verdict == HistoryVerdict::Differs;
    MIMIR_TRY(refuseUnless(*verdict));
    return proof->position;
}

// commit_ms never falls with rev, so the first revision at or after an instant is found by binary search; in
// growing steps from the end first, because clients that go on by time ask for what is new, however long the
// history is.
Result<std::int64_t> PullRun::positionAt(Millis since)
{
    const auto isBefore = [&](std::int64_t rev) -> Result<bool> {
        const auto commit = m_store.commitAfter(m_team.pk, m_caller.user, rev);
        MIMIR_TRY(commit);
        return *commit && **commit < since;
    };
    std::int64_t before = 0;
    std::int64_t end = m_team.rev;
    std::int64_t step = 1;
    while (before < end) {
        const std::int64_t middle = std::max(end - step, before + (end - before) / 2);
        const auto early = isBefore(middle);
        MIMIR_TRY(early);
        if (*early)
            before = middle + 1;
        else
            end = middle;
        step += step < end ? step : 0;
    }
    return before;
}

// A page cannot reach further than `limit` of the caller's own rows, so shared rows and conflict records are
// read only up to there: otherwise the scan would step over everything that a user who shares a lot has
// shared.
Result<PullRange> PullRun::range(std::int64_t from, std::size_t limit)
{
    PullRange range;
    range.after = from;
    range.chunkRows = limit + 1;
    range.chunkBytes = m_query.maxBytes;
    range.notBy = m_notBy;
    const std::size_t looked = m_notBy == 0 ? limit : std::max(limit, m_query.scan);
    const auto end = m_store.ownRevAfter(m_team.pk, m_caller.user, from, looked);
    MIMIR_TRY(end);
    if (!*end)
        return range;
    range.through = **end;
    if (!m_query.byTime)
        return range;
    // Going on by time requires whole commits.
    const auto commit = m_store.commitAfter(m_team.pk, m_caller.user, **end - 1);
    MIMIR_TRY(commit);
    const auto through = positionAt(commit->value_or(m_now) + 1);
    MIMIR_TRY(through);
    // One more entry tells where the next page begins.
    const auto next = m_store.ownRevAfter(m_team.pk, m_caller.user, std::max(*through, **end), 0);
    MIMIR_TRY(next);
    range.through = next->value_or(INT64_MAX);
    return range;
}

Result<PullAnswer> PullRun::page(std::int64_t from)
{
    const std::size_t limit = std::clamp<std::size_t>(m_query.limit, 1, kMaxPageRows);
    const auto within = range(from, limit);
    MIMIR_TRY(within);
    MergedStream entries({m_store.ownRows(m_team.pk, m_caller.user, *within),
        m_store.sharedRows(m_team.pk, m_caller.user, *within),
        m_store.conflicts(m_team.pk, m_caller.user, *within)});
    wire::PageWriter writer;
    std::size_t count = 0;
    Millis lastCommit = -1;
    std::int64_t position = from;
    Millis timestamp = m_now;
    bool hasMore = false;
    for (; const PullStream *entry = entries.current(); entries.advance()) {
        const bool full = count >= limit || (count > 0 && writer.bytes() + entry->bytes() > m_query.maxBytes);
        const Millis commit = entry->commitMs();
        if (full && !(m_query.byTime && commit == lastCommit)) {
            hasMore = true;
            timestamp = m_query.byTime ? commit : timestamp;
            break;
        }
        entry->addTo(writer);
        position = entry->rev();
        lastCommit = commit;
        ++count;
    }
    MIMIR_TRY(entries.status());
    if (!hasMore && m_notBy != 0 && within->through != INT64_MAX) {
        hasMore = true; // everything that was read is the device's own
        position = within->through;
    }
    position = hasMore ? position : m_team.rev;
    const auto asked = addAsked(writer);
    MIMIR_TRY(asked);
    count += *asked;
    const auto cursor = proofAt(m_store, m_team, m_caller.teamId, position);
    MIMIR_TRY(cursor);
    return PullAnswer {
        writer.finish(*cursor, wire::restIf(hasMore), timestamp, m_team.epoch, position), count, hasMore};
}

// One at a time: they are few, but together they may not fit into a page.
Result<std::size_t> PullRun::addAsked(wire::PageWriter &page)
{
    std::size_t added = 0;
    for (const RowKey &key : m_query.items) {
        const auto found = m_store.rows(m_team.pk, m_caller.user, std::span(&key, 1));
        MIMIR_TRY(found);
        const auto own = std::ranges::find(*found, m_caller.user, &StoredRow::owner);
        if (own == found->end())
            continue;
        if (page.bytes() > 0 && page.bytes() + own->payload.size() > m_query.maxBytes)
            break;
        if (own->deleted)
            page.addDeletion({own->type, own->id, own->rev,
                std::string(deletionReason(own->forgotten ? Gone::Forgotten : Gone::Deleted))});
        else
            page.addRow(own->type, own->payload, own->rev, wire::Owner::caller(),
                notesOf(own->editedAt, own->stamps));
        ++added;
    }
    return added;
}

} // namespace mimir::server
