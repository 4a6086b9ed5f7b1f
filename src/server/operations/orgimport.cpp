#include "server/operations/orgimport.h"

#include "core/gitremote.h"
#include "core/ids.h"
#include "core/plaintext.h"
#include "core/text.h"
#include "server/accounts/accountrules.h"
#include "server/accounts/accounts.h"
#include "server/operations/importline.h"
#include "server/operations/orgexport.h"
#include "server/sync/historyproof.h"

#include <algorithm>

namespace mimir::server {

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
    {"personKey", &OrgImport::personKey},
    {"deviceKey", &OrgImport::deviceKey},
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
      m_transaction(m_sql), m_rows(m_sql, m_names)
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
    const auto line = json::parseObject(text);
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
    auto taken = (this->*entry->take)(*line);
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
    MIMIR_TRY(m_rows.flush());
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

Result<std::int64_t> OrgImport::insert(std::string_view sql, const std::vector<SqlParameter> &values)
{
    const auto rows = m_sql.execute(sql, values);
    MIMIR_TRY(rows);
    return rows->integer(0, 0);
}

Result<void> OrgImport::header(const json::Object &line)
{
    if (line.integer("version") != kExportVersion)
        return badLine("an export from another version of this program");
    const auto key = line.text("redactionKey");
    return key ? m_secrets.redactionKey(*key) : Result<void>();
}

Result<void> OrgImport::organisation(const json::Object &line)
{
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto slug = m_slug.empty() ? textOf(line, "slug") : Result<std::string>(m_slug);
    MIMIR_TRY(slug);
    if (!m_slug.empty() && m_names.hasOrgs())
        return badLine("the file contains several organisations, which cannot all have one name");
    const bool personal = isSet(line, "personal");
    if (!isSlug(*slug) || isPersonalSlug(*slug) != personal)
        return badLine(personal
                ? "the name of a personal organisation begins with \"personal-\""
                : "an organisation's name may contain only a-z, 0-9 and '-', and must not begin with "
                  "\"personal-\"");
    const auto taken = isTaken("orgs", "slug", *slug);
    MIMIR_TRY(taken);
    if (*taken)
        return badLine(
            "the organisation \"" + *slug + "\" already exists here; give it another name: import NAME");
    const auto free = freeId("orgs", *id);
    MIMIR_TRY(free);
    const auto pk
        = insert("INSERT INTO orgs(id, slug, name, personal, created_at, config) VALUES(?1,?2,?3,?4,?5,?6)"
                 " RETURNING pk",
            {*free, *slug, singleLine(line.text("name").value_or(*slug)), personal,
                line.integer("createdAt").value_or(m_clock.now()), line.text("config")});
    MIMIR_TRY(pk);
    m_names.addOrg(*id, *pk, personal ? ImportedNames::Place::Personal : ImportedNames::Place::Shared);
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
        return badLine("\"email\" is not an e-mail address");
    const std::string hash = line.text("password").value_or("");
    const auto known = m_sql.query("SELECT pk FROM users WHERE email=?1", address);
    MIMIR_TRY(known);
    if (!known->empty()) {
        m_names.addUser(*email, known->integer(0, 0), ImportedNames::Account::Known);
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
            line.integer("createdAt").value_or(m_clock.now()), isSet(line, "disabled")});
    MIMIR_TRY(pk);
    if (password->empty())
        m_notes.push_back(singleLine(address) + " has no password yet: mimir-teams-server user password");
    m_names.addUser(*email, *pk, ImportedNames::Account::New);
    m_secrets.made(*pk);
    m_taken.newAccounts.push_back(address);
    return {};
}

Result<void> OrgImport::revokedDevice(const json::Object &line)
{
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    return m_secrets.revokedDevice(*user, line);
}

Result<void> OrgImport::personKey(const json::Object &line)
{
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    return m_secrets.personKey(*user, line);
}

Result<void> OrgImport::deviceKey(const json::Object &line)
{
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    return m_secrets.deviceKey(*user, line);
}

Result<void> OrgImport::member(const json::Object &line)
{
    const auto org = m_names.orgOf(line);
    MIMIR_TRY(org);
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    if (m_names.isPersonalOrg(*org) && !m_names.isNew(*user))
        return badLine(line.text("email").value_or("") + " already has a personal organisation here");
    const auto role = textOf(line, "role");
    MIMIR_TRY(role);
    if (!isOrgRole(*role))
        return badLine("a role in an organisation must be owner, admin or member");
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
    const auto rev = countOf(line, "rev");
    MIMIR_TRY(rev);
    if (!isSlug(*slug))
        return badLine("a team's name may contain only a-z, 0-9 and '-'");
    const std::string repository = line.text("repository").value_or("");
    const std::string remote = normalizedAgain(repository);
    if (!repository.empty() && remote.empty())
        return badLine("the repository is not a git remote");
    const auto free = freeId("teams", *id);
    MIMIR_TRY(free);
    const auto org = m_names.orgOf(line);
    MIMIR_TRY(org);
    const bool personal = isSet(line, "personal");
    if (m_names.isPersonalOrg(*org) != personal)
        return badLine("a personal team must belong to a personal organisation");
    const bool isSame = *free == *id;
    const std::string kept = isSame ? *epoch : newId(m_clock.now(), m_random);
    const std::string key = m_takesSecrets ? line.text("proofKey").value_or("") : std::string();
    const auto pk
        = insert("INSERT INTO teams(id, org, slug, name, personal, repository, epoch, rev, commit_ms,"
                 " created_at, proof_key) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11) RETURNING pk",
            {*free, *org, *slug, singleLine(line.text("name").value_or(*slug)), personal,
                remote.empty() ? std::nullopt : std::optional(remote), kept, *rev,
                line.integer("commitMs").value_or(0), line.integer("createdAt").value_or(m_clock.now()),
                isSame && !key.empty() ? key : makeProofKey(m_random)});
    MIMIR_TRY(pk);
    m_names.addTeam(*id, *pk, *rev, personal ? ImportedNames::Place::Personal : ImportedNames::Place::Shared);
    ++m_taken.teams;
    return {};
}

Result<void> OrgImport::teamMember(const json::Object &line)
{
    const auto team = m_names.teamOf(line);
    MIMIR_TRY(team);
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    if (m_names.isPersonalTeam(*team) && !m_names.isNew(*user))
        return badLine(line.text("email").value_or("") + " already has a personal organisation here");
    const auto role = textOf(line, "role");
    MIMIR_TRY(role);
    const std::string_view kept = teamRole(*role);
    if (kept.empty())
        return badLine("a role in a team must be admin, developer or viewer");
    MIMIR_TRY(
        m_sql.run("INSERT INTO team_members(team, \"user\", role) VALUES(?1,?2,?3)", *team, *user, kept));
    return {};
}

Result<void> OrgImport::historyTag(const json::Object &line)
{
    const auto team = m_names.teamOf(line);
    MIMIR_TRY(team);
    const auto rev = countOf(line, "rev");
    MIMIR_TRY(rev);
    const auto tag = textOf(line, "tag");
    MIMIR_TRY(tag);
    if (*rev == 0 || *rev > m_names.revOf(*team))
        return badLine("a tag above the revision of its team");
    MIMIR_TRY(m_sql.run(
        "INSERT INTO history_tags(team, rev, tag) VALUES(?1,?2,?3) ON CONFLICT (team, rev) DO NOTHING", *team,
        *rev, *tag));
    MIMIR_TRY(m_sql.run("UPDATE teams SET tag_rev=?2, tag=?3 WHERE pk=?1 AND tag_rev<?2", *team, *rev, *tag));
    return {};
}

Result<void> OrgImport::device(const json::Object &line)
{
    const auto team = m_names.teamOf(line);
    MIMIR_TRY(team);
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    const auto number = countOf(line, "number");
    MIMIR_TRY(number);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const std::int64_t pk = ++m_nextDevice;
    MIMIR_TRY(
        m_sql.run("INSERT INTO devices(team, pk, \"user\", id, name, last_op_seq, acked_through, seen_at)"
                  " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
            *team, pk, *user, *id, line.text("name").value_or(""), line.integer("lastOpSeq").value_or(0),
            line.integer("ackedThrough").value_or(0), line.integer("seenAt").value_or(0)));
    m_names.addDevice(*team, *number, pk);
    return {};
}

Result<void> OrgImport::row(const json::Object &line)
{
    return m_rows.row(line);
}

Result<void> OrgImport::conflict(const json::Object &line)
{
    return m_rows.conflict(line);
}

Result<void> OrgImport::family(const json::Object &line)
{
    const auto org = m_names.orgOf(line);
    MIMIR_TRY(org);
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    return m_secrets.signIn(*user, *org, line);
}

Result<void> OrgImport::end(const json::Object &line)
{
    m_hasEnd = line.integer("lines") == m_line - 1;
    return m_hasEnd ? Result<void>() : badLine("lines are missing before this one");
}

Result<void> OrgImport::makePersonalTeams()
{
    Accounts accounts(m_sql, m_clock, m_random);
    for (const std::int64_t user : m_names.newUsers()) {
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
