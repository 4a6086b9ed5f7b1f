#include "server/operations/orgexport.h"

#include "core/plaintext.h"
#include "core/records/entity.h"
#include "server/db/rowreader.h"

namespace mimir::server {
namespace {

json::Object lineOf(std::string_view kind)
{
    json::Object line;
    line.setText("kind", kind);
    return line;
}

void setOptional(json::Object &line, std::string_view key, const std::optional<std::int64_t> &number)
{
    if (number)
        line.setInteger(key, *number);
}

json::Object rowLine(const EntityRow &row, const std::string &team, const std::string &owner)
{
    json::Object line = lineOf("row");
    line.setText("team", team);
    line.setText("type", typeName(static_cast<EntityType>(row.type)));
    line.setText("id", row.id);
    line.setText("owner", owner);
    line.setInteger("rev", row.rev);
    line.setInteger("commitMs", row.commitMs);
    line.setBool("deleted", row.deleted);
    line.setInteger("scope", row.scope);
    if (row.conversationId)
        line.setText("conversationId", *row.conversationId);
    line.setInteger("editedAt", row.editedAt);
    line.setInteger("device", row.device);
    line.setInteger("madeRev", row.madeRev);
    line.setBool("redacted", row.redacted);
    if (row.forgotten)
        line.setBool("forgotten", true);
    if (row.stamps)
        line.set("stamps", *row.stamps);
    if (row.payload)
        line.set("payload", *row.payload);
    return line;
}

} // namespace

OrgExport::OrgExport(
    Storage &storage, std::ostream &out, Secrets secrets, std::function<void(std::size_t)> progress)
    : m_storage(storage), m_sql(storage.sql()), m_out(out), m_secrets(secrets),
      m_progress(std::move(progress))
{
}

Result<void> OrgExport::run(std::string_view orgSlug)
{
    SqlTransaction snapshot(m_sql, SqlConnection::Mode::Snapshot);
    MIMIR_TRY(snapshot.begun());
    const auto orgs
        = m_sql.query("SELECT pk FROM orgs WHERE slug=?1 OR ?1='' ORDER BY personal, pk", orgSlug);
    MIMIR_TRY(orgs);
    if (orgs->empty() && !orgSlug.empty())
        return Error {ErrorCode::NotFound, "no organisation \"" + singleLine(orgSlug) + "\""};
    MIMIR_TRY(writeHeader());
    MIMIR_TRY(writeUsers(*orgs));
    for (std::size_t at = 0; at < orgs->size(); ++at)
        MIMIR_TRY(writeOrg(orgs->integer(at, 0)));
    json::Object end = lineOf("end");
    end.setInteger("lines", static_cast<std::int64_t>(m_lines));
    MIMIR_TRY(write(end));
    m_out.flush();
    if (!m_out)
        return Error {ErrorCode::StoreFull, "the export cannot be written"};
    return {};
}

Result<void> OrgExport::write(const json::Object &line)
{
    m_out << line.toJson() << '\n';
    if (!m_out)
        return Error {ErrorCode::StoreFull, "the export cannot be written"};
    if (++m_lines % 1000 == 0)
        m_progress(m_lines);
    return {};
}

const std::string &OrgExport::emailOf(std::int64_t user) const
{
    static const std::string none;
    const auto at = m_emails.find(user);
    return at == m_emails.end() ? none : at->second;
}

Result<void> OrgExport::writeHeader()
{
    json::Object line = lineOf("mimir-export");
    line.setInteger("version", kExportVersion);
    if (m_secrets == Secrets::With) {
        const auto key = m_sql.query("SELECT value FROM settings WHERE name='org_secret_key'");
        MIMIR_TRY(key);
        if (!key->empty())
            line.setText("redactionKey", key->text(0, 0));
    }
    return write(line);
}

// Those who belong to one of the organisations, and those who did and left rows.
Result<void> OrgExport::writeUsers(const SqlRows &orgs)
{
    const auto users
        = m_sql.query("SELECT pk, id, email, name, created_at, disabled, password FROM users ORDER BY pk");
    MIMIR_TRY(users);
    for (std::size_t at = 0; at < users->size(); ++at) {
        const std::int64_t user = users->integer(at, 0);
        m_emails[user] = users->text(at, 2);
        bool isNeeded = false;
        for (std::size_t i = 0; i < orgs.size() && !isNeeded; ++i) {
            const auto found
                = m_sql.query("SELECT 1 FROM org_members WHERE org=?1 AND \"user\"=?2 UNION SELECT 1 FROM "
                              "devices d JOIN teams t"
                              " ON t.pk=d.team WHERE t.org=?1 AND d.\"user\"=?2 UNION SELECT 1 FROM teams t "
                              "WHERE t.org=?1 AND"
                              " EXISTS (SELECT 1 FROM entities e WHERE e.team=t.pk AND e.owner=?2)",
                    orgs.integer(i, 0), user);
            MIMIR_TRY(found);
            isNeeded = !found->empty();
        }
        if (!isNeeded)
            continue;
        json::Object line = lineOf("user");
        line.setText("id", users->text(at, 1));
        line.setText("email", users->text(at, 2));
        line.setText("name", users->text(at, 3));
        line.setInteger("createdAt", users->integer(at, 4));
        line.setBool("disabled", users->integer(at, 5) != 0);
        if (m_secrets == Secrets::With)
            line.setText("password", users->text(at, 6));
        MIMIR_TRY(write(line));
        MIMIR_TRY(writeRevokedDevices(user));
        if (m_secrets == Secrets::With)
            MIMIR_TRY(writeKeys(user));
    }
    return {};
}

// Anyone who has such a device must not get in through the server it moves to.
Result<void> OrgExport::writeRevokedDevices(std::int64_t user)
{
    const auto devices
        = m_sql.query("SELECT device_id, at FROM revoked_devices WHERE \"user\"=?1 ORDER BY device_id", user);
    MIMIR_TRY(devices);
    for (std::size_t at = 0; at < devices->size(); ++at) {
        json::Object line = lineOf("revokedDevice");
        line.setText("email", emailOf(user));
        line.setText("id", devices->text(at, 0));
        line.setInteger("at", devices->integer(at, 1));
        MIMIR_TRY(write(line));
    }
    return {};
}

// Sealed: of no use to anyone but the devices.
Result<void> OrgExport::writeKeys(std::int64_t user)
{
    const auto key = m_sql.query("SELECT key_id, at FROM person_keys WHERE \"user\"=?1", user);
    MIMIR_TRY(key);
    if (!key->empty()) {
        json::Object line = lineOf("personKey");
        line.setText("email", emailOf(user));
        line.setText("keyId", key->text(0, 0));
        line.setInteger("at", key->integer(0, 1));
        MIMIR_TRY(write(line));
    }
    const auto devices = m_sql.query("SELECT device_id, public_key, key_id, sealed, at FROM device_keys"
                                     " WHERE \"user\"=?1 ORDER BY device_id",
        user);
    MIMIR_TRY(devices);
    for (std::size_t at = 0; at < devices->size(); ++at) {
        json::Object line = lineOf("deviceKey");
        line.setText("email", emailOf(user));
        line.setText("id", devices->text(at, 0));
        line.setText("publicKey", devices->text(at, 1));
        line.setText("keyId", devices->text(at, 2));
        line.setText("sealed", devices->text(at, 3));
        line.setInteger("at", devices->integer(at, 4));
        MIMIR_TRY(write(line));
    }
    return {};
}

Result<void> OrgExport::writeMembers(std::string_view kind, std::string_view place, const std::string &id,
    std::string_view sql, std::int64_t pk)
{
    const auto members = m_sql.query(sql, pk);
    MIMIR_TRY(members);
    for (std::size_t at = 0; at < members->size(); ++at) {
        json::Object line = lineOf(kind);
        line.setText(place, id);
        line.setText("email", emailOf(members->integer(at, 0)));
        line.setText("role", members->text(at, 1));
        MIMIR_TRY(write(line));
    }
    return {};
}

Result<void> OrgExport::writeOrg(std::int64_t org)
{
    const auto rows
        = m_sql.query("SELECT id, slug, name, personal, created_at, config FROM orgs WHERE pk=?1", org);
    MIMIR_TRY(rows);
    json::Object line = lineOf("organisation");
    line.setText("id", rows->text(0, 0));
    line.setText("slug", rows->text(0, 1));
    line.setText("name", rows->text(0, 2));
    line.setBool("personal", rows->integer(0, 3) != 0);
    line.setInteger("createdAt", rows->integer(0, 4));
    if (!rows->text(0, 5).empty())
        line.setText("config", rows->text(0, 5));
    MIMIR_TRY(write(line));
    MIMIR_TRY(writeMembers("member", "organisation", rows->text(0, 0),
        "SELECT \"user\", role FROM org_members WHERE org=?1 ORDER BY \"user\"", org));
    const auto teams = m_sql.query("SELECT pk, id, slug, name, personal, repository, epoch, rev, commit_ms,"
                                   " created_at, proof_key FROM teams WHERE org=?1 ORDER BY pk",
        org);
    MIMIR_TRY(teams);
    for (std::size_t at = 0; at < teams->size(); ++at)
        MIMIR_TRY(writeTeam(*teams, at, rows->text(0, 0)));
    return m_secrets == Secrets::With ? writeFamilies(org) : Result<void>();
}

Result<void> OrgExport::writeTeam(const SqlRows &teams, std::size_t at, const std::string &org)
{
    const std::int64_t pk = teams.integer(at, 0);
    const std::string &id = teams.text(at, 1);
    json::Object line = lineOf("team");
    line.setText("organisation", org);
    line.setText("id", id);
    line.setText("slug", teams.text(at, 2));
    line.setText("name", teams.text(at, 3));
    line.setBool("personal", teams.integer(at, 4) != 0);
    if (!teams.isNull(at, 5))
        line.setText("repository", teams.text(at, 5));
    line.setText("epoch", teams.text(at, 6));
    line.setInteger("rev", teams.integer(at, 7));
    line.setInteger("commitMs", teams.integer(at, 8));
    line.setInteger("createdAt", teams.integer(at, 9));
    if (m_secrets == Secrets::With)
        line.setText("proofKey", teams.text(at, 10));
    MIMIR_TRY(write(line));
    if (m_secrets == Secrets::With)
        MIMIR_TRY(writeTags(pk, id));
    MIMIR_TRY(writeMembers("teamMember", "team", id,
        "SELECT \"user\", role FROM team_members WHERE team=?1 ORDER BY \"user\"", pk));
    MIMIR_TRY(writeDevices(pk, id));
    MIMIR_TRY(writeRows(pk, id));
    return writeConflicts(pk, id);
}

// With the key, the tags let devices go on from where they are; without it, they are meaningless.
Result<void> OrgExport::writeTags(std::int64_t team, const std::string &id)
{
    const auto tags = m_sql.query("SELECT rev, tag FROM history_tags WHERE team=?1 ORDER BY rev", team);
    MIMIR_TRY(tags);
    for (std::size_t at = 0; at < tags->size(); ++at) {
        json::Object line = lineOf("historyTag");
        line.setText("team", id);
        line.setInteger("rev", tags->integer(at, 0));
        line.setText("tag", tags->text(at, 1));
        MIMIR_TRY(write(line));
    }
    return {};
}

Result<void> OrgExport::writeDevices(std::int64_t team, const std::string &id)
{
    const auto devices
        = m_sql.query("SELECT pk, \"user\", id, name, last_op_seq, acked_through, seen_at FROM devices"
                      " WHERE team=?1 ORDER BY pk",
            team);
    MIMIR_TRY(devices);
    for (std::size_t at = 0; at < devices->size(); ++at) {
        json::Object line = lineOf("device");
        line.setText("team", id);
        line.setInteger("number", devices->integer(at, 0));
        line.setText("email", emailOf(devices->integer(at, 1)));
        line.setText("id", devices->text(at, 2));
        line.setText("name", devices->text(at, 3));
        line.setInteger("lastOpSeq", devices->integer(at, 4));
        line.setInteger("ackedThrough", devices->integer(at, 5));
        line.setInteger("seenAt", devices->integer(at, 6));
        MIMIR_TRY(write(line));
    }
    return {};
}

Result<void> OrgExport::writeRows(std::int64_t team, const std::string &id)
{
    RowReader reader(m_sql, team);
    while (true) {
        const auto row = reader.next();
        MIMIR_TRY(row);
        if (!*row)
            return {};
        MIMIR_TRY(write(rowLine(**row, id, emailOf((*row)->owner))));
    }
}

Result<void> OrgExport::writeConflicts(std::int64_t team, const std::string &id)
{
    static constexpr std::string_view page
        = "SELECT rev, \"user\", id, type, entity_id, field, losing, winning, losing_device, winning_device, "
          "reason,"
          " edited_at, at FROM conflicts WHERE team=?1 AND rev>?2 ORDER BY rev LIMIT 200";
    std::int64_t last = 0;
    while (true) {
        const auto rows = m_sql.query(page, team, last);
        MIMIR_TRY(rows);
        if (rows->empty())
            return {};
        for (std::size_t at = 0; at < rows->size(); ++at) {
            json::Object line = lineOf("conflict");
            line.setText("team", id);
            line.setInteger("rev", last = rows->integer(at, 0));
            line.setText("email", emailOf(rows->integer(at, 1)));
            line.setText("id", rows->text(at, 2));
            line.setText("type", typeName(static_cast<EntityType>(rows->integer(at, 3))));
            line.setText("entityId", rows->text(at, 4));
            line.setText("field", rows->text(at, 5));
            line.set("losing", rows->text(at, 6));
            line.set("winning", rows->text(at, 7));
            setOptional(line, "losingDevice", rows->optionalInteger(at, 8));
            setOptional(line, "winningDevice", rows->optionalInteger(at, 9));
            line.setText("reason", rows->text(at, 10));
            line.setInteger("editedAt", rows->integer(at, 11));
            line.setInteger("at", rows->integer(at, 12));
            MIMIR_TRY(write(line));
        }
    }
}

Result<void> OrgExport::writeFamilies(std::int64_t org)
{
    const auto rows = m_sql.query(
        "SELECT f.pk, f.\"user\", o.id, f.device_id, f.device_name, f.created_at, f.used_at, f.ends_at, "
        "r.hash,"
        " r.expires_at, r.used_at, r.used_by FROM token_families f JOIN orgs o ON o.pk=f.org"
        " JOIN refresh_tokens r ON r.family=f.pk WHERE f.org=?1 AND f.ended=0 ORDER BY f.pk, r.hash",
        org);
    MIMIR_TRY(rows);
    for (std::size_t at = 0; at < rows->size(); ++at) {
        json::Object line = lineOf("family");
        line.setInteger("number", rows->integer(at, 0));
        line.setText("email", emailOf(rows->integer(at, 1)));
        line.setText("organisation", rows->text(at, 2));
        line.setText("deviceId", rows->text(at, 3));
        line.setText("deviceName", rows->text(at, 4));
        setOptional(line, "createdAt", rows->optionalInteger(at, 5));
        setOptional(line, "usedAt", rows->optionalInteger(at, 6));
        line.setInteger("endsAt", rows->integer(at, 7));
        line.setText("hash", rows->text(at, 8));
        line.setInteger("expiresAt", rows->integer(at, 9));
        setOptional(line, "tokenUsedAt", rows->optionalInteger(at, 10));
        line.setText("tokenUsedBy", rows->text(at, 11));
        MIMIR_TRY(write(line));
    }
    return {};
}

} // namespace mimir::server
