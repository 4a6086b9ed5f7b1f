#include "server/operations/orgimport.h"

#include "core/asciicase.h"
#include "core/gitremote.h"
#include "core/ids.h"
#include "core/plaintext.h"
#include "server/accounts/accountrules.h"
#include "server/accounts/accounts.h"
#include "server/db/rowreader.h"
#include "server/operations/orgexport.h"
#include "server/sync/fieldstamps.h"
#include "server/sync/syncstore.h"

#include <algorithm>

namespace mimir::server {
namespace {

constexpr std::string_view kRowColumns = "INSERT INTO entities(team, owner, type, id, rev, commit_ms, "
                                         "deleted, scope, conversation_id, edited_at,"
                                         " device, made_rev, redacted, stamps, payload)";
constexpr std::string_view kConflictColumns
    = "INSERT INTO conflicts(team, \"user\", rev, id, type, entity_id, field, losing, winning, losing_device,"
      " winning_device, reason, edited_at, at)";

Error bad(std::string why)
{
    return Error {ErrorCode::Validation, std::move(why)};
}

// Errors in the file; all others are the database's.
bool isOfTheLine(const Error &error)
{
    return error.code == ErrorCode::Validation || error.code == ErrorCode::Malformed;
}

Result<std::string> textOf(const json::Object &line, std::string_view key)
{
    auto text = line.text(key);
    return text ? Result<std::string>(std::move(*text)) : bad("\"" + std::string(key) + "\" is missing");
}

Result<std::int64_t> numberOf(const json::Object &line, std::string_view key)
{
    const auto number = line.integer(key);
    return number && *number >= 0 ? Result<std::int64_t>(*number)
                                  : bad("\"" + std::string(key) + "\" is not a number");
}

Result<std::int64_t> typeOf(const json::Object &line)
{
    const auto type = typeFromName(line.text("type").value_or(""));
    return type ? Result<std::int64_t>(static_cast<std::int64_t>(*type)) : bad("\"type\" is unknown");
}

std::int64_t flag(const json::Object &line, std::string_view key)
{
    return line.boolean(key).value_or(false) ? 1 : 0;
}

} // namespace

struct OrgImport::KindEntry {
    std::string_view kind;
    Handler take;
};

const OrgImport::KindEntry OrgImport::kKinds[] = {
    {"row", &OrgImport::row},
    {"mimir-export", &OrgImport::header},
    {"organisation", &OrgImport::organisation},
    {"user", &OrgImport::user},
    {"revokedDevice", &OrgImport::revokedDevice},
    {"member", &OrgImport::member},
    {"team", &OrgImport::team},
    {"teamMember", &OrgImport::teamMember},
    {"historyTag", &OrgImport::historyTag},
    {"device", &OrgImport::device},
    {"conflict", &OrgImport::conflict},
    {"family", &OrgImport::family},
    {"end", &OrgImport::end},
};

OrgImport::OrgImport(Storage &storage, const Clock &clock, RandomSource &random, std::string slug,
    ImportedSecrets::Wanted secrets)
    : m_storage(storage), m_sql(storage.sql()), m_clock(clock), m_random(random), m_slug(std::move(slug)),
      m_takesSecrets(secrets == ImportedSecrets::Wanted::Yes), m_secrets(m_sql, m_clock, secrets),
      m_transaction(m_sql), m_rowInsert(m_sql, std::string(kRowColumns), 15),
      m_conflictInsert(m_sql, std::string(kConflictColumns), 14)
{
}

Result<void> OrgImport::begin()
{
    MIMIR_TRY(m_transaction.begun());
    const auto last = m_sql.query("SELECT coalesce(max(pk), 0) FROM devices");
    MIMIR_TRY(last);
    m_nextDevice = last->integer(0, 0);
    return {};
}

void OrgImport::wrong(const std::string &why)
{
    if (m_wrong.size() < kListedErrors)
        m_wrong.push_back("line " + std::to_string(m_line) + ": " + singleLine(why));
}

Result<void> OrgImport::take(std::string_view text)
{
    ++m_line;
    const auto line = json::parseObject(text, json::Origin::Store);
    if (!line) {
        wrong(line.error().message);
        return {};
    }
    const std::string kind = line->text("kind").value_or("");
    const auto entry = std::ranges::find(kKinds, kind, &KindEntry::kind);
    if (entry == std::end(kKinds) || (m_line == 1) != (kind == "mimir-export") || m_hasEnd) {
        wrong(
            m_line == 1 ? "this is not an export of an organisation" : "not expected here: \"" + kind + "\"");
        return {};
    }
    const auto taken = (this->*entry->take)(*line);
    if (taken || !isOfTheLine(taken.error()))
        return taken;
    wrong(taken.error().message);
    return {};
}

Result<void> OrgImport::finish()
{
    if (m_wrong.empty() && !m_hasEnd)
        wrong("the file is cut off: its end is missing");
    if (!m_wrong.empty())
        return Error {ErrorCode::Malformed, "the file was not imported; nothing has changed"};
    MIMIR_TRY(m_rowInsert.flush());
    MIMIR_TRY(m_conflictInsert.flush());
    MIMIR_TRY(makePersonalTeams());
    return m_transaction.commit();
}

Result<bool> OrgImport::isTaken(std::string_view table, std::string_view column, std::string_view value)
{
    const auto rows
        = m_sql.query("SELECT 1 FROM " + std::string(table) + " WHERE " + std::string(column) + "=?1", value);
    MIMIR_TRY(rows);
    return !rows->empty();
}

Result<std::string> OrgImport::freeId(std::string_view table, std::string_view wanted)
{
    const auto taken = isTaken(table, "id", wanted);
    MIMIR_TRY(taken);
    return *taken ? newId(m_clock.now(), m_random) : std::string(wanted);
}

Result<std::int64_t> OrgImport::insert(std::string_view sql, const std::vector<SqlValue> &values)
{
    const auto rows = m_sql.execute(sql, values);
    MIMIR_TRY(rows);
    return rows->integer(0, 0);
}

bool OrgImport::isNew(std::int64_t user) const
{
    return std::ranges::find(m_newUsers, user) != m_newUsers.end();
}

Result<std::int64_t> OrgImport::userOf(const json::Object &line, std::string_view key) const
{
    const auto at = m_users.find(line.text(key).value_or(""));
    return at == m_users.end() ? Result<std::int64_t>(bad("an account that the file has not named"))
                               : Result<std::int64_t>(at->second);
}

Result<std::int64_t> OrgImport::teamOf(const json::Object &line) const
{
    const auto at = m_teams.find(line.text("team").value_or(""));
    return at == m_teams.end() ? Result<std::int64_t>(bad("a team that the file has not named"))
                               : Result<std::int64_t>(at->second);
}

Result<std::int64_t> OrgImport::orgOf(const json::Object &line) const
{
    const auto at = m_orgs.find(line.text("organisation").value_or(""));
    return at == m_orgs.end() ? Result<std::int64_t>(bad("an organisation that the file has not named"))
                              : Result<std::int64_t>(at->second);
}

Result<SqlCell> OrgImport::deviceOf(std::int64_t team, const std::optional<std::int64_t> &number) const
{
    if (!number)
        return SqlCell(nullptr);
    if (*number == 0)
        return SqlCell(std::int64_t(0));
    const auto at = m_devices.find({team, *number});
    return at == m_devices.end() ? Result<SqlCell>(bad("a device that the file has not named"))
                                 : Result<SqlCell>(SqlCell(at->second));
}

Result<void> OrgImport::header(const json::Object &line)
{
    if (line.integer("version") != kExportVersion)
        return bad("an export from another version of this program");
    const auto key = line.text("redactionKey");
    return key ? m_secrets.redactionKey(*key) : Result<void>();
}

Result<void> OrgImport::organisation(const json::Object &line)
{
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto slug = m_slug.empty() ? textOf(line, "slug") : Result<std::string>(m_slug);
    MIMIR_TRY(slug);
    if (!m_slug.empty() && !m_orgs.empty())
        return bad("the file contains several organisations, which cannot all have one name");
    const bool personal = flag(line, "personal") != 0;
    if (!isSlug(*slug) || isPersonalSlug(*slug) != personal)
        return bad(personal
                ? "the name of a personal organisation begins with \"personal-\""
                : "an organisation's name may contain only a-z, 0-9 and '-', and must not begin with "
                  "\"personal-\"");
    const auto taken = isTaken("orgs", "slug", *slug);
    MIMIR_TRY(taken);
    if (*taken)
        return bad(
            "the organisation \"" + *slug + "\" already exists here; give it another name: import NAME");
    const auto free = freeId("orgs", *id);
    MIMIR_TRY(free);
    const auto pk
        = insert("INSERT INTO orgs(id, slug, name, personal, created_at, config) VALUES(?1,?2,?3,?4,?5,?6)"
                 " RETURNING pk",
            {*free, *slug, singleLine(line.text("name").value_or(*slug)), flag(line, "personal"),
                line.integer("createdAt").value_or(m_clock.now()), line.text("config")});
    MIMIR_TRY(pk);
    m_orgs[*id] = *pk;
    if (personal)
        m_personalOrgs.insert(*pk);
    m_taken.orgs.push_back(*slug);
    return {};
}

Result<void> OrgImport::user(const json::Object &line)
{
    const auto email = textOf(line, "email");
    MIMIR_TRY(email);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const std::string address = asciiLowered(*email);
    if (!isEmail(address))
        return bad("\"email\" is not an e-mail address");
    const std::string hash = line.text("password").value_or("");
    const auto known = m_sql.query("SELECT pk FROM users WHERE email=?1", address);
    MIMIR_TRY(known);
    if (!known->empty()) {
        m_users[*email] = known->integer(0, 0);
        m_taken.knownAccounts.push_back(address);
        if (!hash.empty())
            m_secrets.leaveOut();
        return {};
    }
    const auto free = freeId("users", *id);
    MIMIR_TRY(free);
    const auto password = m_secrets.password(hash);
    MIMIR_TRY(password);
    const auto pk = insert(
        "INSERT INTO users(id, email, name, password, created_at, disabled) VALUES(?1,?2,?3,?4,?5,?6)"
        " RETURNING pk",
        {*free, address, singleLine(line.text("name").value_or(address)), *password,
            line.integer("createdAt").value_or(m_clock.now()), flag(line, "disabled")});
    MIMIR_TRY(pk);
    if (password->empty())
        m_notes.push_back(singleLine(address) + " has no password yet: mimir-teams-server user password");
    m_users[*email] = *pk;
    m_newUsers.push_back(*pk);
    m_secrets.made(*pk);
    m_taken.newAccounts.push_back(address);
    return {};
}

Result<void> OrgImport::revokedDevice(const json::Object &line)
{
    const auto user = userOf(line, "email");
    MIMIR_TRY(user);
    return m_secrets.revokedDevice(*user, line);
}

Result<void> OrgImport::member(const json::Object &line)
{
    const auto org = orgOf(line);
    MIMIR_TRY(org);
    const auto user = userOf(line, "email");
    MIMIR_TRY(user);
    if (m_personalOrgs.contains(*org) && !isNew(*user))
        return bad(line.text("email").value_or("") + " already has a personal organisation here");
    const auto role = textOf(line, "role");
    MIMIR_TRY(role);
    if (!isOrgRole(*role))
        return bad("a role in an organisation must be owner, admin or member");
    MIMIR_TRY(m_sql.run("INSERT INTO org_members(org, \"user\", role) VALUES(?1,?2,?3)", *org, *user, *role));
    return {};
}

Result<void> OrgImport::team(const json::Object &line)
{
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto slug = textOf(line, "slug");
    MIMIR_TRY(slug);
    const auto epoch = textOf(line, "epoch");
    MIMIR_TRY(epoch);
    const auto rev = numberOf(line, "rev");
    MIMIR_TRY(rev);
    if (!isSlug(*slug))
        return bad("a team's name may contain only a-z, 0-9 and '-'");
    const std::string repository = line.text("repository").value_or("");
    const std::string remote = normalizedRemote(repository);
    if (!repository.empty() && remote.empty())
        return bad("the repository is not a git remote");
    const auto free = freeId("teams", *id);
    MIMIR_TRY(free);
    const auto org = orgOf(line);
    MIMIR_TRY(org);
    if (m_personalOrgs.contains(*org) != (flag(line, "personal") != 0))
        return bad("a personal team must belong to a personal organisation");
    const bool isSame = *free == *id;
    const std::string kept = isSame ? *epoch : newId(m_clock.now(), m_random);
    const std::string key = m_takesSecrets ? line.text("proofKey").value_or("") : std::string();
    const auto pk
        = insert("INSERT INTO teams(id, org, slug, name, personal, repository, epoch, rev, commit_ms,"
                 " created_at, proof_key) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11) RETURNING pk",
            {*free, *org, *slug, singleLine(line.text("name").value_or(*slug)), flag(line, "personal"),
                remote.empty() ? std::nullopt : std::optional(remote), kept, *rev,
                line.integer("commitMs").value_or(0), line.integer("createdAt").value_or(m_clock.now()),
                isSame && !key.empty() ? key : makeProofKey(m_random)});
    MIMIR_TRY(pk);
    m_teams[*id] = *pk;
    ++m_taken.teams;
    m_teamRevs[*pk] = *rev;
    if (flag(line, "personal") != 0)
        m_personalTeams.insert(*pk);
    return {};
}

Result<void> OrgImport::teamMember(const json::Object &line)
{
    const auto team = teamOf(line);
    MIMIR_TRY(team);
    const auto user = userOf(line, "email");
    MIMIR_TRY(user);
    if (m_personalTeams.contains(*team) && !isNew(*user))
        return bad(line.text("email").value_or("") + " already has a personal organisation here");
    const auto role = textOf(line, "role");
    MIMIR_TRY(role);
    const std::string_view kept = teamRole(*role);
    if (kept.empty())
        return bad("a role in a team must be admin, developer or viewer");
    MIMIR_TRY(
        m_sql.run("INSERT INTO team_members(team, \"user\", role) VALUES(?1,?2,?3)", *team, *user, kept));
    return {};
}

Result<void> OrgImport::historyTag(const json::Object &line)
{
    const auto team = teamOf(line);
    MIMIR_TRY(team);
    const auto rev = numberOf(line, "rev");
    MIMIR_TRY(rev);
    const auto tag = textOf(line, "tag");
    MIMIR_TRY(tag);
    if (*rev == 0 || *rev > m_teamRevs[*team])
        return bad("a tag above the revision of its team");
    MIMIR_TRY(m_sql.run(
        "INSERT INTO history_tags(team, rev, tag) VALUES(?1,?2,?3) ON CONFLICT (team, rev) DO NOTHING", *team,
        *rev, *tag));
    MIMIR_TRY(m_sql.run("UPDATE teams SET tag_rev=?2, tag=?3 WHERE pk=?1 AND tag_rev<?2", *team, *rev, *tag));
    return {};
}

Result<void> OrgImport::device(const json::Object &line)
{
    const auto team = teamOf(line);
    MIMIR_TRY(team);
    const auto user = userOf(line, "email");
    MIMIR_TRY(user);
    const auto number = numberOf(line, "number");
    MIMIR_TRY(number);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const std::int64_t pk = ++m_nextDevice;
    MIMIR_TRY(
        m_sql.run("INSERT INTO devices(team, pk, \"user\", id, name, last_op_seq, acked_through, seen_at)"
                  " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
            *team, pk, *user, *id, line.text("name").value_or(""), line.integer("lastOpSeq").value_or(0),
            line.integer("ackedThrough").value_or(0), line.integer("seenAt").value_or(0)));
    m_devices[{*team, *number}] = pk;
    return {};
}

Result<std::string> OrgImport::stampsOf(std::int64_t team, const std::string &stamps) const
{
    const auto object = json::parseObject(stamps, json::Origin::Store);
    MIMIR_TRY(object);
    json::Object renumbered;
    for (const json::Member &field : object->members()) {
        auto stamp = StoredStamp::fromJson(field.json);
        if (!stamp)
            return bad("a stamp that cannot be read");
        const auto device = deviceOf(team, stamp->device);
        MIMIR_TRY(device);
        const auto *pk = std::get_if<std::int64_t>(&*device);
        if (!pk)
            return bad("a stamp that cannot be read");
        stamp->device = *pk;
        renumbered.set(field.key, stamp->toJson());
    }
    return renumbered.toJson();
}

Result<void> OrgImport::row(const json::Object &line)
{
    const auto team = teamOf(line);
    MIMIR_TRY(team);
    const auto owner = userOf(line, "owner");
    MIMIR_TRY(owner);
    const auto type = typeOf(line);
    MIMIR_TRY(type);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto rev = numberOf(line, "rev");
    MIMIR_TRY(rev);
    if (*rev == 0 || *rev > m_teamRevs.at(*team))
        return bad("a revision that its team has not assigned");
    if (!isValidId(*id))
        return bad("\"id\" is not an id");
    const auto device = deviceOf(*team, line.integer("device").value_or(0));
    MIMIR_TRY(device);
    std::optional<std::string> stamps;
    if (const std::string *text = line.find("stamps")) {
        const auto renumbered = stampsOf(*team, *text);
        MIMIR_TRY(renumbered);
        stamps = *renumbered;
    }
    std::optional<std::string> payload;
    if (const std::string *text = line.find("payload")) {
        if (const std::string fault = contentFault(*type, *id, flag(line, "redacted") != 0, *text);
            !fault.empty())
            return bad(fault);
        payload = *text;
    }
    if (!payload && flag(line, "deleted") == 0)
        return bad("a live row without content");
    const bool isForgotten = flag(line, "forgotten") != 0;
    if (isForgotten && payload)
        return bad("content that its owner wanted forgotten");
    ++m_rows;
    return m_rowInsert.add({*team, *owner, *type, *id, *rev, line.integer("commitMs").value_or(0),
        flag(line, "deleted"), line.integer("scope").value_or(0), cellOf(line.text("conversationId")),
        line.integer("editedAt").value_or(0), *device, line.integer("madeRev").value_or(*rev),
        isForgotten ? static_cast<std::int64_t>(Redaction::Forgotten) : flag(line, "redacted"),
        cellOf(stamps), cellOf(payload)});
}

Result<void> OrgImport::conflict(const json::Object &line)
{
    const auto team = teamOf(line);
    MIMIR_TRY(team);
    const auto user = userOf(line, "email");
    MIMIR_TRY(user);
    const auto type = typeOf(line);
    MIMIR_TRY(type);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto entity = textOf(line, "entityId");
    MIMIR_TRY(entity);
    const auto rev = numberOf(line, "rev");
    MIMIR_TRY(rev);
    const auto losingDevice = deviceOf(*team, line.integer("losingDevice"));
    MIMIR_TRY(losingDevice);
    const auto winningDevice = deviceOf(*team, line.integer("winningDevice"));
    MIMIR_TRY(winningDevice);
    const std::string *losing = line.find("losing");
    const std::string *winning = line.find("winning");
    if (!losing || !winning || *rev > m_teamRevs.at(*team))
        return bad("a conflict record that cannot be read");
    return m_conflictInsert.add({*team, *user, *rev, *id, *type, *entity, line.text("field").value_or(""),
        *losing, *winning, *losingDevice, *winningDevice, line.text("reason").value_or(""),
        line.integer("editedAt").value_or(0), line.integer("at").value_or(0)});
}

Result<void> OrgImport::family(const json::Object &line)
{
    const auto org = orgOf(line);
    MIMIR_TRY(org);
    const auto user = userOf(line, "email");
    MIMIR_TRY(user);
    return m_secrets.signIn(*user, *org, line);
}

Result<void> OrgImport::end(const json::Object &line)
{
    m_hasEnd = line.integer("lines") == m_line - 1;
    return m_hasEnd ? Result<void>() : bad("lines are missing before this one");
}

Result<void> OrgImport::makePersonalTeams()
{
    Accounts accounts(m_sql, m_clock, m_random);
    for (const std::int64_t user : m_newUsers) {
        const auto personal
            = m_sql.query("SELECT 1 FROM team_members m JOIN teams t ON t.pk=m.team WHERE m.\"user\"=?1"
                          " AND t.personal=1",
                user);
        MIMIR_TRY(personal);
        const auto known = accounts.user(user);
        MIMIR_TRY(known);
        if (personal->empty() && *known)
            MIMIR_TRY(accounts.givePersonalTeam(**known));
    }
    return {};
}

} // namespace mimir::server
