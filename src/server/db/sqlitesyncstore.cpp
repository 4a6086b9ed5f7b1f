#include "server/db/sqlitesyncstore.h"

#include "server/db/epochs.h"
#include "server/db/storedvalues.h"
#include "server/sync/orgconfig.h"

namespace mimir::server {
namespace {

constexpr std::string_view kEmptyTombstones
    = "UPDATE entities SET payload=NULL, stamps=NULL WHERE pk IN (SELECT pk FROM entities"
      " WHERE team=?1 AND commit_ms<?2 AND deleted=1 AND payload IS NOT NULL LIMIT ?3)";
constexpr std::string_view kDropConflicts
    = "DELETE FROM conflicts WHERE pk IN (SELECT c.pk FROM conflicts c WHERE c.team=?1 AND c.at<?2 AND"
      " (c.reason IN ('deleted', 'gone', 'parent_deleted', 'deleted_unseen') OR EXISTS(SELECT 1 FROM"
      " entities e WHERE e.team=?1 AND e.owner=c.user AND e.type=c.type AND e.id=c.entity_id"
      " AND e.deleted=1 AND e.commit_ms<?2)) LIMIT ?3)";

} // namespace

Result<void> SqliteSyncStore::begin(Lock lock)
{
    return m_database.run(lock == Lock::Held ? "BEGIN IMMEDIATE" : "BEGIN");
}

Result<void> SqliteSyncStore::commit()
{
    auto done = m_database.run("COMMIT");
    if (done)
        m_tagged.committed();
    return done;
}

void SqliteSyncStore::rollback()
{
    m_tagged.rolledBack();
    if (m_database.inTransaction())
        (void)m_database.run("ROLLBACK");
}

Result<std::optional<std::int64_t>> SqliteSyncStore::number(Query query)
{
    if (query.next())
        return query.optionalInteger(0);
    MIMIR_TRY(query.status());
    return std::optional<std::int64_t>();
}

Result<std::optional<TeamState>> SqliteSyncStore::enter(std::int64_t user, std::string_view teamId, Lock)
{
    Query query = m_database.query(
        "SELECT t.pk, t.epoch, t.rev, t.commit_ms, t.epoch_rev, t.clock_doubt, m.role, t.proof_key, "
        "t.tag_rev, "
        "t.tag FROM teams t JOIN team_members m ON m.team = t.pk AND m.user = ?2 WHERE t.id = ?1",
        teamId, user);
    if (query.next())
        return std::optional(TeamState {query.integer(0), query.string(1), query.integer(2), query.integer(3),
            query.integer(4), query.integer(5), teamRoleFromName(query.text(6)), query.string(7),
            {query.integer(8), query.string(9)}});
    MIMIR_TRY(query.status());
    return std::optional<TeamState>();
}

Result<void> SqliteSyncStore::saveTeam(const TeamState &team)
{
    return m_database.run("UPDATE teams SET rev=?2, commit_ms=?3, clock_doubt=?4 WHERE pk=?1", team.pk,
        team.rev, team.commitMs, team.clockDoubt);
}

Result<void> SqliteSyncStore::keepTag(std::int64_t team, const HistoryTag &tag)
{
    MIMIR_TRY(
        m_database.run("INSERT INTO history_tags(team, rev, tag) VALUES(?1,?2,?3)", team, tag.rev, tag.tag));
    MIMIR_TRY(m_database.run("UPDATE teams SET tag_rev=?2, tag=?3 WHERE pk=?1", team, tag.rev, tag.tag));
    m_tagged.add(team);
    return {};
}

Result<HistoryTag> SqliteSyncStore::tagAt(std::int64_t team, std::int64_t position)
{
    Query query = m_database.query(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev<=?2 ORDER BY rev DESC LIMIT 1", team,
        position);
    if (query.next())
        return HistoryTag {query.integer(0), query.string(1)};
    MIMIR_TRY(query.status());
    return HistoryTag {};
}

Result<std::vector<HistoryTag>> SqliteSyncStore::earlierTags(std::int64_t team, std::int64_t rev)
{
    std::vector<HistoryTag> tags;
    Query query = m_database.query(kEarlierTagsOf, team, rev);
    while (query.next())
        tags.push_back({query.integer(0), query.string(1)});
    MIMIR_TRY(query.status());
    return tags;
}

Result<HistoryTag> SqliteSyncStore::tagAfter(std::int64_t team, std::int64_t rev)
{
    Query query = m_database.query(
        "SELECT rev, tag FROM history_tags WHERE team=?1 AND rev>?2 ORDER BY rev LIMIT 1", team, rev);
    if (query.next())
        return HistoryTag {query.integer(0), query.string(1)};
    MIMIR_TRY(query.status());
    return HistoryTag {};
}

Result<std::optional<std::int64_t>> SqliteSyncStore::commonSince(std::int64_t team, std::string_view epoch)
{
    return number(m_database.query(kCommonSince, team, epoch));
}

Result<void> SqliteSyncStore::beginEpoch(std::int64_t team, std::string_view epoch, std::int64_t epochRev)
{
    return server::beginEpoch(m_sql, team, epoch, epochRev);
}

// ---- devices and their answers

Result<std::optional<DeviceState>> SqliteSyncStore::device(
    std::int64_t team, std::int64_t user, std::string_view id)
{
    Query query = m_database.query(
        "SELECT pk, last_op_seq, acked_through, name FROM devices WHERE team=?1 AND user=?2 AND id=?3", team,
        user, id);
    if (query.next())
        return std::optional(
            DeviceState {query.integer(0), query.integer(1), query.integer(2), query.string(3)});
    MIMIR_TRY(query.status());
    return std::optional<DeviceState>();
}

Result<DeviceState> SqliteSyncStore::makeDevice(
    std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
{
    MIMIR_TRY(m_database.run("INSERT INTO devices(team, user, id, name, seen_at) VALUES(?1,?2,?3,?4,?5)",
        team, user, id, name, now));
    return DeviceState {m_database.lastInsertId(), 0, 0, std::string(name)};
}

Result<void> SqliteSyncStore::saveDevice(
    std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
{
    MIMIR_TRY(m_database.run("UPDATE devices SET last_op_seq=?3, acked_through=?4, seen_at=?5,"
                             " name=CASE ?6 WHEN '' THEN name ELSE ?6 END WHERE team=?1 AND pk=?2",
        team, device.pk, device.lastOpSeq, device.ackedThrough, now, name));
    return m_database.run("DELETE FROM applied_ops WHERE team=?1 AND device=?2 AND op_seq<=?3", team,
        device.pk, device.ackedThrough);
}

Result<std::vector<DeviceName>> SqliteSyncStore::devices(std::int64_t team, std::span<const std::int64_t> pks)
{
    std::vector<DeviceName> names;
    for (const std::int64_t pk : pks) {
        Query query = m_database.query("SELECT id, name FROM devices WHERE team=?1 AND pk=?2", team, pk);
        if (query.next())
            names.push_back({pk, query.string(0), query.string(1)});
        MIMIR_TRY(query.status());
    }
    return names;
}

Result<std::vector<RememberedOp>> SqliteSyncStore::rememberedOps(
    std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
{
    std::vector<RememberedOp> ops;
    Query query = m_database.query("SELECT op_seq, fingerprint, status, rev, detail FROM applied_ops"
                                   " WHERE team=?1 AND device=?2 AND op_seq BETWEEN ?3 AND ?4",
        team, device, from, to);
    while (query.next()) {
        RememberedOp &op = ops.emplace_back();
        op.fingerprint = query.string(1);
        op.result.opSeq = query.integer(0);
        op.result.status = static_cast<wire::Status>(query.integer(2));
        op.result.rev = query.integer(3);
        readDetail(op.result, query.text(4));
    }
    MIMIR_TRY(query.status());
    return ops;
}

Result<void> SqliteSyncStore::remember(
    std::int64_t team, std::int64_t device, std::span<const RememberedOp> ops)
{
    for (const RememberedOp &op : ops) {
        const std::string detail = detailOf(op.result);
        Query query = m_database.query(
            "INSERT OR REPLACE INTO applied_ops(team, device, op_seq, fingerprint, status, rev, detail)"
            " VALUES(?1,?2,?3,?4,?5,?6,?7)",
            team, device, op.result.opSeq, nullptr, numberOf(op.result.status), op.result.rev,
            orNull(detail));
        query.bindBlob(4, op.fingerprint);
        query.next();
        MIMIR_TRY(query.status());
    }
    return {};
}

// ---- trash

Result<std::vector<SyncStore::Trash>> SqliteSyncStore::trash(Millis now)
{
    std::vector<Trash> teams;
    Query query = m_database.query("SELECT t.pk, o.config FROM teams t JOIN orgs o ON o.pk=t.org");
    while (query.next())
        teams.push_back({query.integer(0), trashLimit(query.text(1), now)});
    MIMIR_TRY(query.status());
    return teams;
}

Result<bool> SqliteSyncStore::emptyTrash(const Trash &trash)
{
    SyncTransaction transaction(*this, Lock::Held);
    MIMIR_TRY(transaction.begun());
    const std::int64_t before = m_database.totalChanges();
    MIMIR_TRY(m_database.run(kEmptyTombstones, trash.team, trash.before, std::int64_t(kTrashRows)));
    MIMIR_TRY(m_database.run(kDropConflicts, trash.team, trash.before, std::int64_t(kTrashRows)));
    const bool found = m_database.totalChanges() > before;
    MIMIR_TRY(transaction.commit());
    return found;
}

} // namespace mimir::server
