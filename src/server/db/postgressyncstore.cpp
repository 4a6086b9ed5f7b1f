#include "server/db/postgressyncstore.h"

#include "core/text.h"
#include "server/db/epochs.h"
#include "server/db/postgresarrays.h"
#include "server/db/storedvalues.h"
#include "server/sync/fieldstamps.h"
#include "server/sync/orgconfig.h"
#include "server/sync/randomhex.h"

#include <sodium.h>

namespace mimir::server {
namespace {

constexpr std::string_view kRemember
    = "INSERT INTO applied_ops(team, device, op_seq, rev, status, fingerprint, detail)"
      " SELECT ?1, ?2, * FROM unnest(?3::bigint[], ?4::bigint[], ?5::bigint[], ?6::text[], ?7::text[])"
      " ON CONFLICT (team, device, op_seq) DO UPDATE SET rev=excluded.rev, status=excluded.status,"
      " fingerprint=excluded.fingerprint, detail=excluded.detail";
constexpr std::string_view kSaveDevice
    = "WITH confirmed AS (DELETE FROM applied_ops WHERE team=?1 AND device=?2 AND op_seq<=?4)"
      " UPDATE devices SET last_op_seq=?3, acked_through=?4, seen_at=?5,"
      " name=CASE ?6::text WHEN '' THEN name ELSE ?6 END WHERE team=?1 AND pk=?2";
constexpr std::string_view kMakeDevice
    = "INSERT INTO devices(team, pk, \"user\", id, name, seen_at) VALUES(?1, (SELECT coalesce(max(pk), 0)+1"
      " FROM devices WHERE team=?1), ?2, ?3, ?4, ?5) RETURNING pk";

// Retention works in pieces, so that no push has to wait long.
constexpr std::string_view kEmptyTombstones
    = "WITH old AS (SELECT owner, type, id FROM entities WHERE team=?1 AND commit_ms<?2 AND deleted=1 AND "
      "payload IS NOT NULL LIMIT ?3) UPDATE entities AS e SET payload=NULL, stamps=NULL FROM old"
      " WHERE e.team=?1 AND e.owner=old.owner AND e.type=old.type AND e.id=old.id";
constexpr std::string_view kDropConflicts
    = "WITH old AS (SELECT \"user\", rev FROM conflicts c WHERE c.team=?1 AND c.at<?2 AND (c.reason IN "
      "('deleted', 'gone', 'parent_deleted', 'deleted_unseen') OR EXISTS(SELECT 1 FROM entities e WHERE "
      "e.team=?1 AND e.owner=c.\"user\" AND e.type=c.type AND e.id=c.entity_id AND e.deleted=1 AND "
      "e.commit_ms<?2)) LIMIT ?3) DELETE FROM conflicts AS c USING old"
      " WHERE c.team=?1 AND c.\"user\"=old.\"user\" AND c.rev=old.rev";

std::string fromHex(std::string_view hex)
{
    std::string bytes(hex.size() / 2, '\0');
    std::size_t size = 0;
    sodium_hex2bin(reinterpret_cast<unsigned char *>(bytes.data()), bytes.size(), hex.data(), hex.size(),
        nullptr, &size, nullptr);
    bytes.resize(size);
    return bytes;
}

} // namespace

Result<void> PostgresSyncStore::begin(Lock lock)
{
    return m_connection.begin(
        lock == Lock::Held ? SqlConnection::Mode::Write : SqlConnection::Mode::Snapshot);
}

Result<void> PostgresSyncStore::commit()
{
    auto done = m_connection.commit();
    if (done)
        m_tagged.committed();
    return done;
}

void PostgresSyncStore::rollback()
{
    m_tagged.rolledBack();
    m_connection.rollback();
}

Result<std::optional<TeamState>> PostgresSyncStore::enter(
    std::int64_t user, std::string_view teamId, Lock lock)
{
    if (!isStorable(teamId))
        return std::optional<TeamState>();
    static constexpr std::string_view plain = "SELECT t.pk, t.epoch, t.rev, t.commit_ms, t.epoch_rev, "
                                              "t.clock_doubt, m.role, t.proof_key, t.tag_rev, "
                                              "t.tag FROM teams t JOIN "
                                              "team_members m ON m.team=t.pk AND m.\"user\"=?2 WHERE t.id=?1";
    // A pooler keeps our connection even if the server behind it is replaced: start time and timeline show
    // that.
    static constexpr std::string_view locked
        = "SELECT t.pk, t.epoch, t.rev, t.commit_ms, t.epoch_rev, t.clock_doubt, m.role, t.proof_key, "
          "t.tag_rev, "
          "t.tag, extract(epoch FROM pg_postmaster_start_time())::text || '/'"
          " || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) FROM teams t JOIN "
          "team_members m ON m.team=t.pk AND m.\"user\"=?2 WHERE t.id=?1 FOR UPDATE OF t";
    const bool holds = lock == Lock::Held;
    const auto rows = m_connection.ask(holds ? locked : plain, teamId, user);
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<TeamState>();
    if (holds)
        m_tagged.opened(rows->string(0, 10) + '/' + std::to_string(m_connection.generation()));
    return std::optional(TeamState {rows->integer(0, 0), rows->string(0, 1), rows->integer(0, 2),
        rows->integer(0, 3), rows->integer(0, 4), rows->integer(0, 5), teamRoleFromName(rows->text(0, 6)),
        rows->string(0, 7), {rows->integer(0, 8), rows->string(0, 9)}});
}

Result<void> PostgresSyncStore::saveTeam(const TeamState &team)
{
    return done(m_connection.ask("UPDATE teams SET rev=?2, commit_ms=?3, clock_doubt=?4 WHERE pk=?1", team.pk,
        team.rev, team.commitMs, team.clockDoubt));
}

Result<void> PostgresSyncStore::keepTag(std::int64_t team, const HistoryTag &tag)
{
    MIMIR_TRY(m_connection.ask("WITH kept AS (INSERT INTO history_tags(team, rev, tag) VALUES(?1,?2,?3))"
                               " UPDATE teams SET tag_rev=?2, tag=?3 WHERE pk=?1",
        team, tag.rev, tag.tag));
    m_tagged.add(team);
    return {};
}

Result<HistoryTag> PostgresSyncStore::tagAt(std::int64_t team, std::int64_t position)
{
    const auto rows = m_connection.ask(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev<=?2 ORDER BY rev DESC LIMIT 1", team,
        position);
    MIMIR_TRY(rows);
    return rows->empty() ? HistoryTag {} : HistoryTag {rows->integer(0, 0), rows->string(0, 1)};
}

Result<std::vector<HistoryTag>> PostgresSyncStore::earlierTags(std::int64_t team, std::int64_t rev)
{
    const auto rows = m_connection.ask(kEarlierTagsOf, team, rev);
    MIMIR_TRY(rows);
    std::vector<HistoryTag> tags;
    for (std::size_t row = 0; row < rows->size(); ++row)
        tags.push_back({rows->integer(row, 0), rows->string(row, 1)});
    return tags;
}

Result<HistoryTag> PostgresSyncStore::tagAfter(std::int64_t team, std::int64_t rev)
{
    const auto rows = m_connection.ask(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev>?2 ORDER BY rev LIMIT 1", team, rev);
    MIMIR_TRY(rows);
    return rows->empty() ? HistoryTag {} : HistoryTag {rows->integer(0, 0), rows->string(0, 1)};
}

Result<std::optional<std::int64_t>> PostgresSyncStore::commonSince(std::int64_t team, std::string_view epoch)
{
    const auto rows = m_connection.ask(kCommonSince, team, epoch);
    MIMIR_TRY(rows);
    return rows->isNull(0, 0) ? std::optional<std::int64_t>() : std::optional(rows->integer(0, 0));
}

Result<void> PostgresSyncStore::beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev)
{
    return server::beginEpoch(m_connection, team, epoch, epochRev);
}

// ---- devices and their answers

Result<std::optional<DeviceState>> PostgresSyncStore::device(
    std::int64_t team, std::int64_t user, std::string_view id)
{
    if (!isStorable(id))
        return std::optional<DeviceState>();
    const auto rows = m_connection.ask("SELECT pk, last_op_seq, acked_through, name FROM devices"
                                       " WHERE team=?1 AND \"user\"=?2 AND id=?3",
        team, user, id);
    MIMIR_TRY(rows);
    if (rows->empty())
        return std::optional<DeviceState>();
    return std::optional(
        DeviceState {rows->integer(0, 0), rows->integer(0, 1), rows->integer(0, 2), rows->string(0, 3)});
}

Result<DeviceState> PostgresSyncStore::makeDevice(
    std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
{
    const auto rows = m_connection.ask(kMakeDevice, team, user, id, name, now);
    MIMIR_TRY(rows);
    return DeviceState {rows->integer(0, 0), 0, 0, std::string(name)};
}

Result<void> PostgresSyncStore::saveDevice(
    std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
{
    return done(
        m_connection.ask(kSaveDevice, team, device.pk, device.lastOpSeq, device.ackedThrough, now, name));
}

Result<std::vector<DeviceName>> PostgresSyncStore::devices(
    std::int64_t team, std::span<const std::int64_t> pks)
{
    SqlArray numbers = integers(pks.size());
    for (const std::int64_t pk : pks)
        numbers.append(pk);
    const auto rows = m_connection.ask(
        "SELECT pk, id, name FROM devices WHERE team=?1 AND pk=ANY(?2::bigint[])", team, numbers);
    MIMIR_TRY(rows);
    std::vector<DeviceName> names;
    for (std::size_t i = 0; i < rows->size(); ++i)
        names.push_back({rows->integer(i, 0), rows->string(i, 1), rows->string(i, 2)});
    return names;
}

Result<std::vector<RememberedOp>> PostgresSyncStore::rememberedOps(
    std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
{
    const auto rows = m_connection.ask("SELECT op_seq, fingerprint, status, rev, detail FROM applied_ops"
                                       " WHERE team=?1 AND device=?2 AND op_seq BETWEEN ?3 AND ?4",
        team, device, from, to);
    MIMIR_TRY(rows);
    std::vector<RememberedOp> ops(rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i) {
        ops[i].fingerprint = fromHex(rows->text(i, 1));
        ops[i].result.opSeq = rows->integer(i, 0);
        ops[i].result.status = static_cast<wire::Status>(rows->integer(i, 2));
        ops[i].result.rev = rows->integer(i, 3);
        readDetail(ops[i].result, rows->text(i, 4));
    }
    return ops;
}

Result<void> PostgresSyncStore::remember(
    std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops)
{
    SqlArray seqs = integers(ops.size()), revs = integers(ops.size()), statuses = integers(ops.size());
    SqlArray prints = texts(ops.size()), details = texts(ops.size());
    for (const RememberedOp &op : ops) {
        seqs.append(op.result.opSeq);
        revs.append(op.result.rev);
        statuses.append(numberOf(op.result.status));
        prints.append(std::string_view(hexDigits(op.fingerprint)));
        details.append(orNull(detailOf(op.result)));
    }
    return done(m_connection.ask(kRemember, team, device, seqs, revs, statuses, prints, details));
}

// ---- trash

Result<std::vector<SyncStore::Trash>> PostgresSyncStore::trash(Millis now)
{
    const auto rows
        = m_connection.ask("SELECT t.pk, o.config FROM teams t JOIN orgs o ON o.pk=t.org ORDER BY t.pk");
    MIMIR_TRY(rows);
    std::vector<Trash> teams;
    for (std::size_t row = 0; row < rows->size(); ++row)
        teams.push_back({rows->integer(row, 0), trashLimit(rows->text(row, 1), now)});
    return teams;
}

Result<bool> PostgresSyncStore::emptyTrash(const Trash &trash)
{
    SyncTransaction transaction(*this, Lock::Held);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_connection.ask("SELECT 1 FROM teams WHERE pk=?1 FOR UPDATE", trash.team));
    const auto rows = m_connection.ask(kEmptyTombstones, trash.team, trash.before, kTrashRows);
    MIMIR_TRY(rows);
    const auto records = m_connection.ask(kDropConflicts, trash.team, trash.before, kTrashRows);
    MIMIR_TRY(records);
    MIMIR_TRY(transaction.commit());
    return rows->changed() + records->changed() > 0;
}

} // namespace mimir::server
