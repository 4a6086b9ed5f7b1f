#include "server/pullrun.h"

#include "core/mutation.h"
#include "server/cursor.h"

#include <algorithm>
#include <charconv>

namespace mimir::server {
namespace {

constexpr std::string_view kRows = "SELECT rev, type, id, deleted, payload, commit_ms FROM entities"
                                   " WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY rev LIMIT ?4";
// The defect of the test suite: everybody's rows.
constexpr std::string_view kRowsOfAll = "SELECT rev, type, id, deleted, payload, commit_ms FROM entities"
                                        " WHERE rev>?3 AND ?1<>0 AND ?2<>0 ORDER BY rev LIMIT ?4";
constexpr std::string_view kConflicts = "SELECT c.rev, c.type, c.id, c.entity_id, c.field, c.losing, "
                                        "c.winning, c.reason, c.at, l.id, l.name, w.id,"
                                        " w.name FROM conflicts c LEFT JOIN devices l ON "
                                        "l.pk=c.losing_device LEFT JOIN devices w ON w.pk=c.winning_device"
                                        " WHERE c.team=?1 AND c.user=?2 AND c.rev>?3 ORDER BY c.rev LIMIT ?4";

// Unix seconds until the year 5138, milliseconds from 1973 on.
constexpr Millis kSecondsBelow = 100'000'000'000;

EntityType typeAt(const Query &query, int column)
{
    return static_cast<EntityType>(query.integer(column));
}

void addRow(wire::PageWriter &page, const Query &row)
{
    if (row.integer(3) != 0)
        page.addDeletion({typeAt(row, 1), row.string(2), row.integer(0), "deleted"});
    else
        page.addRow(typeAt(row, 1), row.text(4), row.integer(0));
}

void addConflict(wire::PageWriter &page, const Query &row)
{
    wire::ConflictNote note;
    note.type = typeAt(row, 1);
    note.id = row.string(2);
    note.entityId = row.string(3);
    note.field = row.string(4);
    note.losing = row.string(5);
    note.winning = row.string(6);
    note.reason = row.string(7);
    note.at = row.integer(8);
    note.losingDevice = row.string(9);
    note.losingDeviceName = row.string(10);
    note.winningDevice = row.string(11);
    note.winningDeviceName = row.string(12);
    page.addConflict(note);
}

std::size_t bytesOf(const Query &row, bool isConflict)
{
    return isConflict ? row.text(5).size() + row.text(6).size() : row.text(4).size();
}

} // namespace

PullRun::PullRun(SyncStore &store, const Caller &caller, const PullQuery &query, Millis now)
    : m_database(store.database()), m_store(store), m_caller(caller), m_query(query), m_now(now)
{
}

Result<std::string> PullRun::run()
{
    MIMIR_TRY(enter());
    const auto from = position();
    MIMIR_TRY(from);
    return page(*from);
}

Result<void> PullRun::enter()
{
    const auto team = m_store.teamOf(m_caller.user, m_caller.teamId);
    MIMIR_TRY(m_store.status());
    if (!team)
        return Error {ErrorCode::Forbidden, "not a member of this team"};
    m_team = *team;
    m_now = std::max(m_now, m_team.commitMs);
    if (!m_query.lastOpSeq || m_caller.deviceId.empty())
        return {};
    const auto device = m_store.device(m_team.pk, m_caller.user, m_caller.deviceId);
    if (device && *m_query.lastOpSeq < device->lastOpSeq)
        return Error {ErrorCode::DeviceRollback, "this device has sent a higher opSeq before"};
    return m_store.status();
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
    const auto cursor = decodeCursor(since);
    if (!cursor)
        return Error {ErrorCode::Validation, "since is no cursor of this server"};
    // A cursor from the future is one from before the server was restored.
    if ((cursor->epoch != m_team.epoch || cursor->rev > m_team.rev) && !mutated("noepoch"))
        return Error {ErrorCode::EpochChanged, "the server's history of this team began anew"};
    return cursor->rev;
}

// commit_ms never falls with rev, so the first revision at or after an instant is found by halving.
std::int64_t PullRun::positionAt(Millis since)
{
    std::int64_t before = 0;
    std::int64_t end = m_team.rev;
    while (before < end) {
        const std::int64_t middle = before + (end - before) / 2;
        const auto commit = commitOfRowAfter(middle);
        if (commit && *commit < since)
            before = middle + 1;
        else
            end = middle;
    }
    return before;
}

std::optional<std::int64_t> PullRun::commitOfRowAfter(std::int64_t rev)
{
    return m_database.integer(
        "SELECT commit_ms FROM entities WHERE team=?1 AND owner=?2 AND rev>?3 ORDER BY rev LIMIT 1",
        m_team.pk, m_caller.user, rev);
}

Result<std::string> PullRun::page(std::int64_t from)
{
    const std::size_t limit = std::clamp<std::size_t>(m_query.limit, 1, kMaxPageRows);
    // Going on by time needs whole commits; one is at most a batch and the children of what it deletes.
    const std::int64_t ask = m_query.byTime ? -1 : static_cast<std::int64_t>(limit + 1);
    Query rows
        = m_database.query(mutated("noscope") ? kRowsOfAll : kRows, m_team.pk, m_caller.user, from, ask);
    Query notes = m_database.query(kConflicts, m_team.pk, m_caller.user, from, ask);
    bool hasRow = rows.next();
    bool hasNote = notes.next();
    wire::PageWriter writer;
    std::size_t count = 0;
    Millis lastCommit = -1;
    std::int64_t position = from;
    Millis timestamp = m_now;
    bool hasMore = false;
    while (hasRow || hasNote) {
        const bool isNote = !hasRow || (hasNote && notes.integer(0) < rows.integer(0));
        Query &next = isNote ? notes : rows;
        const bool full
            = count >= limit || (count > 0 && writer.bytes() + bytesOf(next, isNote) > m_query.maxBytes);
        const Millis commit = isNote ? next.integer(8) : next.integer(5);
        if (full && !(m_query.byTime && commit == lastCommit)) {
            hasMore = true;
            timestamp = m_query.byTime ? commit : timestamp;
            break;
        }
        isNote ? addConflict(writer, next) : addRow(writer, next);
        position = next.integer(0);
        lastCommit = commit;
        ++count;
        (isNote ? hasNote : hasRow) = next.next();
    }
    MIMIR_TRY(rows.status());
    MIMIR_TRY(notes.status());
    const Cursor cursor {hasMore ? position : m_team.rev, m_team.epoch};
    return writer.finish(encodeCursor(cursor), hasMore, timestamp, m_team.epoch);
}

} // namespace mimir::server
