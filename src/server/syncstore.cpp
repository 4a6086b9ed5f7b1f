#include "server/syncstore.h"

namespace mimir::server {
namespace {

constexpr std::string_view kRowById = "SELECT pk, type, id, owner, rev, commit_ms, deleted, conversation_id, "
                                      "edited_at, device, made_rev, stamps,"
                                      " redacted, payload FROM entities WHERE team=?1 AND type=?2 AND id=?3";
constexpr std::string_view kChildren = "SELECT pk, type, id, owner, rev, commit_ms, deleted, "
                                       "conversation_id, edited_at, device, made_rev, stamps,"
                                       " redacted, payload FROM entities"
                                       " WHERE team=?1 AND conversation_id=?2 AND deleted=0 AND "
                                       "conversation_id IS NOT NULL AND type IN (2, 3)";
constexpr std::string_view kInsertRow
    = "INSERT INTO entities(team, type, id, owner, rev, commit_ms, deleted, conversation_id, edited_at, "
      "device,"
      " made_rev, stamps, redacted, payload) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)";
constexpr std::string_view kUpdateRow
    = "UPDATE entities SET rev=?3, commit_ms=?4, deleted=?5, edited_at=?6, device=?7, made_rev=?8, stamps=?9,"
      " redacted=?10, payload=?11 WHERE team=?1 AND pk=?2";
constexpr std::string_view kInsertConflict
    = "INSERT INTO conflicts(team, user, rev, id, type, entity_id, field, losing, winning, losing_device,"
      " winning_device, reason, edited_at, at) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)";

int number(EntityType type)
{
    return static_cast<int>(type);
}

// NULL where there is nothing, so that the partial indexes and the file stay small.
std::optional<std::string_view> orNull(const std::string &text)
{
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

// What few answers have, in one column that most leave NULL.
std::string detailOf(const wire::ItemResult &result)
{
    json::Object detail;
    if (!result.code.empty())
        detail.setText("code", result.code);
    if (!result.message.empty())
        detail.setText("message", result.message);
    if (!result.lost.empty())
        detail.set("lost", json::arrayOfTexts(result.lost));
    if (!result.conflictIds.empty())
        detail.set("conflictIds", json::arrayOfTexts(result.conflictIds));
    if (!result.otherDevice.empty())
        detail.setText("otherDevice", result.otherDevice);
    return detail.empty() ? std::string() : detail.toJson();
}

void readDetail(wire::ItemResult &result, std::string_view text)
{
    const auto detail = text.empty() ? Result<json::Object>(json::Object()) : json::parseObject(text);
    if (!detail)
        return;
    result.code = detail->text("code").value_or("");
    result.message = detail->text("message").value_or("");
    result.lost = detail->texts("lost");
    result.conflictIds = detail->texts("conflictIds");
    result.otherDevice = detail->text("otherDevice").value_or("");
}

} // namespace

SyncStore::SyncStore(Database &database) : m_database(database) { }

void SyncStore::reset()
{
    m_status = {};
    m_deviceIds.clear();
    m_devicePks.clear();
}

void SyncStore::note(const Query &query)
{
    if (auto status = query.status(); m_status.ok() && !status)
        m_status = status;
}

template <typename... Args>
void SyncStore::run(std::string_view sql, const Args &...args)
{
    if (auto done = m_database.run(sql, args...); m_status.ok() && !done)
        m_status = done;
}

std::optional<TeamState> SyncStore::teamOf(std::int64_t user, std::string_view teamId)
{
    Query query = m_database.query("SELECT t.pk, t.epoch, t.rev, t.commit_ms FROM teams t"
                                   " JOIN team_members m ON m.team = t.pk AND m.user = ?2 WHERE t.id = ?1",
        teamId, user);
    if (query.next())
        return TeamState {query.integer(0), query.string(1), query.integer(2), query.integer(3)};
    note(query);
    return std::nullopt;
}

void SyncStore::saveTeam(const TeamState &team)
{
    run("UPDATE teams SET rev=?2, commit_ms=?3 WHERE pk=?1", team.pk, team.rev, team.commitMs);
}

std::optional<DeviceState> SyncStore::device(std::int64_t team, std::int64_t user, std::string_view id)
{
    Query query = m_database.query(
        "SELECT pk, last_op_seq, acked_through FROM devices WHERE team=?1 AND user=?2 AND id=?3", team, user,
        id);
    if (!query.next()) {
        note(query);
        return std::nullopt;
    }
    m_devicePks[std::string(id)] = query.integer(0);
    m_deviceIds[query.integer(0)] = id;
    return DeviceState {query.integer(0), query.integer(1), query.integer(2)};
}

DeviceState SyncStore::makeDevice(
    std::int64_t team, std::int64_t user, std::string_view id, std::string_view name, Millis now)
{
    run("INSERT INTO devices(team, user, id, name, seen_at) VALUES(?1,?2,?3,?4,?5)", team, user, id, name,
        now);
    const std::int64_t pk = m_database.lastInsertId();
    m_devicePks[std::string(id)] = pk;
    m_deviceIds[pk] = id;
    return {pk, 0, 0};
}

void SyncStore::saveDevice(std::int64_t team, const DeviceState &device, std::string_view name, Millis now)
{
    run("UPDATE devices SET last_op_seq=?3, acked_through=?4, seen_at=?5, name=CASE ?6 WHEN '' THEN name "
        "ELSE ?6 END"
        " WHERE team=?1 AND pk=?2",
        team, device.pk, device.lastOpSeq, device.ackedThrough, now, name);
    run("DELETE FROM applied_ops WHERE team=?1 AND device=?2 AND op_seq<=?3", team, device.pk,
        device.ackedThrough);
}

std::string SyncStore::deviceName(std::int64_t team, std::int64_t user, std::string_view id)
{
    return m_database.text("SELECT name FROM devices WHERE team=?1 AND user=?2 AND id=?3", team, user, id)
        .value_or(std::string());
}

std::unordered_map<std::int64_t, RememberedOp> SyncStore::rememberedOps(
    std::int64_t team, std::int64_t device, std::int64_t from, std::int64_t to)
{
    std::unordered_map<std::int64_t, RememberedOp> ops;
    Query query = m_database.query("SELECT op_seq, fingerprint, status, rev, detail FROM applied_ops"
                                   " WHERE team=?1 AND device=?2 AND op_seq BETWEEN ?3 AND ?4",
        team, device, from, to);
    while (query.next()) {
        RememberedOp op;
        op.fingerprint = query.string(1);
        op.result.opSeq = query.integer(0);
        op.result.status = static_cast<wire::Status>(query.integer(2));
        op.result.rev = query.integer(3);
        readDetail(op.result, query.text(4));
        ops.emplace(query.integer(0), std::move(op));
    }
    note(query);
    return ops;
}

void SyncStore::remember(std::int64_t team, std::int64_t device, const RememberedOp &op)
{
    const std::string detail = detailOf(op.result);
    Query query = m_database.query(
        "INSERT OR REPLACE INTO applied_ops(team, device, op_seq, fingerprint, status, rev,"
        " detail) VALUES(?1,?2,?3,?4,?5,?6,?7)",
        team, device, op.result.opSeq, nullptr, static_cast<int>(op.result.status), op.result.rev,
        orNull(detail));
    query.bindBlob(4, op.fingerprint);
    query.next();
    note(query);
}

StoredRow SyncStore::readRow(const Query &query, std::int64_t team)
{
    StoredRow row;
    row.pk = query.integer(0);
    row.type = static_cast<EntityType>(query.integer(1));
    row.id = query.string(2);
    row.owner = query.integer(3);
    row.rev = query.integer(4);
    row.commitMs = query.integer(5);
    row.deleted = query.integer(6) != 0;
    row.conversationId = query.string(7);
    row.whole = {query.integer(8), deviceId(team, query.integer(9)), query.integer(10)};
    row.stamps = query.string(11);
    row.redacted = query.integer(12) != 0;
    row.payload = query.string(13);
    return row;
}

std::optional<StoredRow> SyncStore::row(std::int64_t team, EntityType type, std::string_view id)
{
    Query query = m_database.query(kRowById, team, number(type), id);
    if (query.next())
        return readRow(query, team);
    note(query);
    return std::nullopt;
}

std::vector<StoredRow> SyncStore::children(std::int64_t team, std::string_view conversationId)
{
    std::vector<StoredRow> rows;
    Query query = m_database.query(kChildren, team, conversationId);
    while (query.next())
        rows.push_back(readRow(query, team));
    note(query);
    return rows;
}

void SyncStore::insert(std::int64_t team, const StoredRow &row)
{
    run(kInsertRow, team, number(row.type), row.id, row.owner, row.rev, row.commitMs, row.deleted,
        orNull(row.conversationId), row.whole.editedAt, devicePk(row.whole.device), row.whole.rev,
        orNull(row.stamps), row.redacted, orNull(row.payload));
}

void SyncStore::update(std::int64_t team, const StoredRow &row)
{
    run(kUpdateRow, team, row.pk, row.rev, row.commitMs, row.deleted, row.whole.editedAt,
        devicePk(row.whole.device), row.whole.rev, orNull(row.stamps), row.redacted, orNull(row.payload));
}

void SyncStore::keepConflict(std::int64_t team, std::int64_t user, const ConflictRow &conflict)
{
    const Loser &loser = conflict.loser;
    run(kInsertConflict, team, user, conflict.rev, conflict.id, number(conflict.type), conflict.entityId,
        loser.field, loser.losing, loser.winning, devicePk(loser.losingDevice), devicePk(loser.winningDevice),
        loser.reason, loser.editedAt, conflict.at);
}

std::optional<std::string> SyncStore::conflictLike(std::int64_t team, std::int64_t user, EntityType type,
    const std::string &entityId, const Loser &loser, bool sameEdit)
{
    return m_database.text("SELECT id FROM conflicts WHERE team=?1 AND type=?2 AND entity_id=?3 AND user=?4"
                           " AND field=?5 AND losing=?6 AND reason=?7 AND (?8=0 OR edited_at=?8) LIMIT 1",
        team, number(type), entityId, user, loser.field, loser.losing, loser.reason,
        sameEdit ? loser.editedAt : 0);
}

void SyncStore::blankConflicts(std::int64_t team, EntityType type, std::string_view id)
{
    run("UPDATE conflicts SET losing='null', winning='null' WHERE team=?1 AND type=?2 AND entity_id=?3", team,
        number(type), id);
}

std::int64_t SyncStore::devicePk(std::string_view id) const
{
    const auto known = m_devicePks.find(std::string(id));
    return known == m_devicePks.end() ? 0 : known->second;
}

const std::string &SyncStore::deviceId(std::int64_t team, std::int64_t pk)
{
    const auto [known, isNew] = m_deviceIds.try_emplace(pk);
    if (isNew) {
        known->second
            = m_database.text("SELECT id FROM devices WHERE team=?1 AND pk=?2", team, pk).value_or("");
        m_devicePks[known->second] = pk;
    }
    return known->second;
}

RowState SyncStore::stateOf(std::int64_t team, const StoredRow &row)
{
    RowState state {row.type, {}, row.rev, row.whole, {}, row.redacted};
    if (auto fields
        = row.payload.empty() ? Result<json::Object>(json::Object()) : json::parseObject(row.payload))
        state.fields = std::move(*fields);
    else if (m_status.ok())
        m_status = Error {ErrorCode::StoreCorrupt, "a stored row is no JSON"};
    state.fields.remove("id");
    const auto stamps
        = row.stamps.empty() ? Result<json::Object>(json::Object()) : json::parseObject(row.stamps);
    if (!stamps)
        return state;
    for (const json::Member &member : stamps->members()) {
        const auto parts = json::parseArray(member.json);
        if (!parts || parts->size() != 3)
            continue;
        const auto part = [&parts](std::size_t i) { return json::toInteger((*parts)[i]).value_or(0); };
        state.separately.emplace(member.key, Stamp {part(0), deviceId(team, part(1)), part(2)});
    }
    return state;
}

void SyncStore::takeState(StoredRow &row, const RowState &state)
{
    row.payload = Record {state.type, row.id, state.fields}.toJson();
    row.whole = state.whole;
    row.redacted = state.redacted;
    json::Object stamps;
    for (const auto &[field, stamp] : state.separately)
        stamps.set(field,
            '[' + std::to_string(stamp.editedAt) + ',' + std::to_string(devicePk(stamp.device)) + ','
                + std::to_string(stamp.rev) + ']');
    row.stamps = stamps.empty() ? std::string() : stamps.toJson();
}

Result<void> SyncStore::emptyTrash(Millis before)
{
    return m_database.run("UPDATE entities SET payload=NULL, stamps=NULL WHERE deleted=1 AND payload IS NOT "
                          "NULL AND commit_ms<?1",
        before);
}

} // namespace mimir::server
