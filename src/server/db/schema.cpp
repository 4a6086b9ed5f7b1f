// The tables.
//
// Who may do what: users, orgs, teams, org_members, team_members; token_families, refresh_tokens,
// access_tokens, device_grants, revoked_devices; person_keys, device_keys (personkeys.h).
//
// What is synced, by team:
// - entities: every row of every type. `payload` is the canonical JSON that pulls copy unchanged. (edited_at,
//   device, made_rev) is the stamp of all fields; `stamps` contains the fields that were edited separately,
//   {field:[editedAt, device, rev]}, and a fourth number where the field says less than its device knows.
//   `writer` is the device whose push gave the row its revision; NULL: none, or it was not recorded. `scope`
//   is 0 for rows that only the owner reads, 1 for rows shared with the team, 2 for rows that were shared. A
//   tombstone keeps its payload for the trash period, its id and rev forever.
// - conflicts: every value that lost, with a rev of its own, so that the pull cursor covers it.
// - devices: what the server has seen of a device in a team: the fence and the floor.
// - applied_ops: the answers a device has not confirmed yet.
// - history_tags: see historyproof.h; a team's newest tag is also in the team's row, together with the
//   signing key.
//
// Revisions come from teams.rev; the transaction that raises it holds SQLite's only write lock until its
// commit, so revisions become visible in commit order. commit_ms never falls within a team.
//
// The same id in two teams, or of two owners, is two rows: every key, every index and every query begins with
// the team. Tables with bodies are rowid tables: a body inside a key's B-tree would make each descent read
// it.
#include "server/db/schema.h"

#include "core/regularfile.h"
#include "storage/sqlite/storeplace.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace mimir::server {
namespace {

const Migration kSteps[] = {
    {1, "accounts and synced rows", R"sql(
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE users(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    password TEXT NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE orgs(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    personal INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL);
CREATE TABLE teams(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org INTEGER NOT NULL REFERENCES orgs(pk), slug TEXT NOT NULL,
    name TEXT NOT NULL, personal INTEGER NOT NULL DEFAULT 0, repository TEXT,
    epoch TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 0, commit_ms INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL, UNIQUE(org, slug));
CREATE TABLE org_members(
    org INTEGER NOT NULL REFERENCES orgs(pk), user INTEGER NOT NULL REFERENCES users(pk), role TEXT NOT NULL,
    PRIMARY KEY(org, user)) WITHOUT ROWID;
CREATE INDEX org_members_by_user ON org_members(user);
CREATE TABLE team_members(
    team INTEGER NOT NULL REFERENCES teams(pk), user INTEGER NOT NULL REFERENCES users(pk), role TEXT NOT NULL,
    PRIMARY KEY(team, user)) WITHOUT ROWID;
CREATE INDEX team_members_by_user ON team_members(user);

CREATE TABLE token_families(
    pk INTEGER PRIMARY KEY, user INTEGER NOT NULL, org INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0);
CREATE INDEX token_families_by_user ON token_families(user);
CREATE TABLE refresh_tokens(
    hash BLOB PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
    used_by TEXT) WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens(family);
CREATE TABLE access_tokens(
    hash BLOB PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX access_tokens_by_family ON access_tokens(family);

CREATE TABLE devices(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    last_op_seq INTEGER NOT NULL DEFAULT 0, acked_through INTEGER NOT NULL DEFAULT 0, seen_at INTEGER NOT NULL,
    UNIQUE(team, user, id));
CREATE TABLE entities(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, type INTEGER NOT NULL, id TEXT NOT NULL,
    owner INTEGER NOT NULL, rev INTEGER NOT NULL, commit_ms INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT, edited_at INTEGER NOT NULL, device INTEGER NOT NULL, made_rev INTEGER NOT NULL,
    redacted INTEGER NOT NULL DEFAULT 0, stamps TEXT, payload TEXT);
CREATE UNIQUE INDEX entities_by_id ON entities(team, type, id);
CREATE INDEX entities_by_rev ON entities(team, owner, rev);
CREATE INDEX entities_by_conversation ON entities(team, conversation_id) WHERE deleted = 0 AND conversation_id IS NOT NULL;
CREATE INDEX entities_in_trash ON entities(commit_ms) WHERE deleted = 1 AND payload IS NOT NULL;
CREATE TABLE conflicts(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, rev INTEGER NOT NULL, id TEXT NOT NULL,
    type INTEGER NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL,
    losing_device INTEGER, winning_device INTEGER, reason TEXT NOT NULL, edited_at INTEGER NOT NULL,
    at INTEGER NOT NULL);
CREATE UNIQUE INDEX conflicts_by_rev ON conflicts(team, user, rev);
CREATE INDEX conflicts_by_entity ON conflicts(team, type, entity_id);
CREATE TABLE applied_ops(
    team INTEGER NOT NULL, device INTEGER NOT NULL, op_seq INTEGER NOT NULL, fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL, rev INTEGER NOT NULL, detail TEXT, PRIMARY KEY(team, device, op_seq)) WITHOUT ROWID;
)sql"},
    {2, "roles, sharing, devices that sign in", R"sql(
ALTER TABLE users ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orgs ADD COLUMN config TEXT;
UPDATE team_members SET role = CASE role WHEN 'owner' THEN 'admin' WHEN 'member' THEN 'developer' ELSE role END;

ALTER TABLE token_families ADD COLUMN device_id TEXT NOT NULL DEFAULT '';
ALTER TABLE token_families ADD COLUMN device_name TEXT NOT NULL DEFAULT '';
ALTER TABLE token_families ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token_families ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
UPDATE token_families SET created_at = ends_at - 7776000000,
    used_at = coalesce((SELECT max(expires_at) FROM refresh_tokens WHERE family = pk) - 2592000000, ends_at - 7776000000),
    device_id = coalesce((SELECT used_by FROM refresh_tokens WHERE family = pk AND used_by NOT IN ('', '!')
        ORDER BY used_at DESC LIMIT 1), '');
UPDATE token_families SET device_name = coalesce((SELECT d.name FROM devices d
    WHERE d.user = token_families.user AND d.id = device_id AND d.name <> '' LIMIT 1), '');
CREATE TABLE refresh_tokens_2(
    hash TEXT PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
    used_by TEXT) WITHOUT ROWID;
INSERT INTO refresh_tokens_2 SELECT lower(hex(hash)), family, expires_at, used_at, used_by FROM refresh_tokens;
DROP TABLE refresh_tokens;
ALTER TABLE refresh_tokens_2 RENAME TO refresh_tokens;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens(family);
CREATE TABLE access_tokens_2(
    hash TEXT PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO access_tokens_2 SELECT lower(hex(hash)), family, expires_at FROM access_tokens;
DROP TABLE access_tokens;
ALTER TABLE access_tokens_2 RENAME TO access_tokens;
CREATE INDEX access_tokens_by_family ON access_tokens(family);

CREATE TABLE device_grants(
    code_hash TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE, device_id TEXT NOT NULL, device_name TEXT NOT NULL,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, interval_s INTEGER NOT NULL,
    polled_at INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, user INTEGER, org INTEGER) WITHOUT ROWID;
CREATE INDEX device_grants_by_end ON device_grants(expires_at);
CREATE TABLE revoked_devices(
    user INTEGER NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(user, device_id)) WITHOUT ROWID;

ALTER TABLE entities ADD COLUMN scope INTEGER NOT NULL DEFAULT 0;
CREATE TABLE newly_shared(pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, place INTEGER NOT NULL);
WITH shared(team, owner, id, pk) AS (
    SELECT team, owner, id, pk FROM entities WHERE type = 1 AND deleted = 0
        AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.visibility') END = 'team')
INSERT INTO newly_shared SELECT e.pk, e.team, row_number() OVER (PARTITION BY e.team ORDER BY e.rev)
    FROM entities e WHERE e.deleted = 0 AND (e.pk IN (SELECT pk FROM shared) OR (e.type IN (2, 3)
        AND (e.team, e.owner, e.conversation_id) IN (SELECT team, owner, id FROM shared)));
UPDATE entities SET scope = 1, rev = t.rev + s.place, commit_ms = t.commit_ms
    FROM newly_shared s JOIN teams t ON t.pk = s.team WHERE s.pk = entities.pk;
UPDATE teams SET rev = rev + (SELECT count(*) FROM newly_shared WHERE team = teams.pk);
DROP TABLE newly_shared;

DROP INDEX entities_by_id;
DROP INDEX entities_by_conversation;
DROP INDEX entities_in_trash;
CREATE UNIQUE INDEX entities_by_id ON entities(team, owner, type, id);
CREATE INDEX entities_shared_by_rev ON entities(team, rev) WHERE scope <> 0;
CREATE INDEX entities_shared_by_id ON entities(team, type, id) WHERE scope = 1;
CREATE INDEX entities_by_conversation ON entities(team, owner, conversation_id) WHERE deleted = 0;
CREATE INDEX entities_in_trash ON entities(team, commit_ms) WHERE deleted = 1 AND payload IS NOT NULL;
DROP INDEX conflicts_by_entity;
CREATE INDEX conflicts_by_entity ON conflicts(team, user, type, entity_id);
)sql"},
    {3, "where a history began, and a clock in doubt",
        "ALTER TABLE teams ADD COLUMN epoch_rev INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE teams ADD COLUMN clock_doubt INTEGER NOT NULL DEFAULT 0"},
    {4, "proofs of a team's history", R"sql(
ALTER TABLE teams ADD COLUMN proof_key TEXT NOT NULL DEFAULT '';
ALTER TABLE teams ADD COLUMN tag_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN tag TEXT NOT NULL DEFAULT '';
UPDATE teams SET proof_key = lower(hex(randomblob(32)));
CREATE TABLE history_tags(
    team INTEGER NOT NULL, rev INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(team, rev)) WITHOUT ROWID;
)sql"},
    {5, "who wrote a row last", "ALTER TABLE entities ADD COLUMN writer INTEGER;"},
    {6, "where each history was left", R"sql(
CREATE TABLE epochs(
    team INTEGER NOT NULL, number INTEGER NOT NULL, epoch TEXT NOT NULL, through INTEGER NOT NULL,
    PRIMARY KEY(team, number)) WITHOUT ROWID;
INSERT INTO epochs SELECT pk, 1, '', epoch_rev FROM teams WHERE epoch_rev > 0;
)sql"},
    {7, "which key is a person's, sealed for each device", R"sql(
CREATE TABLE person_keys(user INTEGER PRIMARY KEY, key_id TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE device_keys(
    user INTEGER NOT NULL, device_id TEXT NOT NULL, public_key TEXT NOT NULL, key_id TEXT NOT NULL DEFAULT '',
    sealed TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL, PRIMARY KEY(user, device_id)) WITHOUT ROWID;
)sql"},
    {8, "live rows by revision",
        "CREATE INDEX entities_live ON entities(team, owner, rev) WHERE deleted = 0;"},
};

const StoreKind &storeKind()
{
    static const StoreKind kind {kApplicationId, "entities",
        "The data of the Mimir Teams server are kept in the file beside this one.\n",
        std::end(kSteps)[-1].version, {}};
    return kind;
}

} // namespace

std::span<const Migration> schemaSteps()
{
    return kSteps;
}

namespace {

// Adds what the error means and what helps.
Error withAdvice(const Error &error, const QString &path)
{
    if (error.code == ErrorCode::NotAFile)
        return Error {error.code,
            error.message
                + ". The server was not started, and nothing of its data was changed: move that away, or put "
                  "back what the link leads to, and try again"};
    if (error.code == ErrorCode::ForeignProfile)
        return Error {error.code,
            error.message
                + ". The server was not started, and nothing of its data was changed: run it as the user "
                  "whom its "
                  "data belongs to (sudo -u USER mimir-teams-server …), or make its files that user's alone "
                  "(chown USER, chmod o-w), and try again"};
    if (error.code != ErrorCode::StoreCorrupt && error.code != ErrorCode::StoreGone
        && error.code != ErrorCode::StoreForeign)
        return error;
    const std::string file = path.toStdString();
    return Error {error.code,
        error.message
            + ". That file must contain the accounts and everything that was synced, so the server was not "
              "started and nothing was changed. Restore the newest backup with `mimir-teams-server restore "
              "FILE`, or put the file itself back; if it is an older copy, move -wal and -shm next to it "
              "away "
              "first, and then run `mimir-teams-server new-history` once. The devices offer again what it "
              "lacks. To start with nothing, move "
            + file
            + " and the files next to it (-wal, -shm, .mark) away and create accounts and teams again: each "
              "device asks its user before it sends what it has"};
}

// A user who may write there decides what was synced, who may sign in, and whether data is missing. A group may share a
// volume on purpose.
Result<void> areOurs(const QString &path)
{
    const QStringList files = databaseFiles(path) << path + QStringLiteral(".mark");
    for (const QString &file : files)
        MIMIR_TRY(checkOwned(file, GroupWrites::Allowed));
    return {};
}

// A database whose file and content are a server's, whatever its version.
Result<std::unique_ptr<Database>> openOurs(
    const QString &path, const Database::Options &options, StorePlace &place)
{
    MIMIR_TRY(checkDatabaseFiles(path));
    MIMIR_TRY(areOurs(path));
    MIMIR_TRY(place.checkFile());
    auto database = Database::open(path, options);
    MIMIR_TRY(database);
    MIMIR_TRY(place.checkContent(**database));
    return database;
}

} // namespace

Result<std::unique_ptr<Database>> openServerDatabase(const QString &path, Access access)
{
    Database::Options options;
    options.cacheKiB = access == Access::ReadWrite ? std::int64_t(64) * 1024 : std::int64_t(16) * 1024;
    options.pageSize = 16384;
    options.readOnly = access == Access::ReadOnly;
    options.mustExist = options.readOnly;
    StorePlace place(path, storeKind());
    auto database = openOurs(path, options, place);
    if (!database)
        return withAdvice(database.error(), path);
    if (access == Access::ReadWrite) {
        MIMIR_TRY(migrate(**database, schemaSteps()));
        MIMIR_TRY(place.mark(**database));
    } else if ((*database)->integer("PRAGMA user_version").value_or(0) < std::end(kSteps)[-1].version) {
        return Error {ErrorCode::StoreFailed,
            path.toStdString()
                + ": the database is from an older version: start this version's `serve` on it first"};
    } else {
        MIMIR_TRY(migrate(**database, schemaSteps())); // refuses a newer schema, otherwise does nothing
    }
    return database;
}

Result<void> quickCheck(const QString &path, std::chrono::milliseconds longest)
{
    if (!QFile::exists(path))
        return {};
    if (!checkDatabaseFiles(path)) // opening it for real reports why
        return {};
    if (const auto ours = areOurs(path); !ours) // before SQLite takes up what is next to it
        return withAdvice(ours.error(), path);
    Database::Options options;
    options.readOnly = options.mustExist = true;
    const auto database = Database::open(path, options);
    if (!database) // opening it for real reports why
        return {};
    const auto end = std::chrono::steady_clock::now() + longest;
    using End = const std::chrono::steady_clock::time_point;
    sqlite3_progress_handler((*database)->handle(), 10'000,
        [](void *at) { return std::chrono::steady_clock::now() > *static_cast<End *>(at) ? 1 : 0; },
        const_cast<std::chrono::steady_clock::time_point *>(&end));
    Query check = (*database)->once("PRAGMA quick_check(1)");
    const bool got = check.next();
    const bool isDamaged = got ? check.text(0) != "ok"
                               : !check.status() && check.status().error().code == ErrorCode::StoreCorrupt;
    return isDamaged
        ? Result<void>(withAdvice({ErrorCode::StoreCorrupt, path.toStdString() + " is damaged"}, path))
        : Result<void>();
}

QString databasePath(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(QStringLiteral("server.db"));
}

Result<void> makeDataDirectory(const QString &dataDirectory)
{
    if (QDir(dataDirectory).exists())
        return {};
    if (const QFileInfo place(dataDirectory); place.exists() || place.isSymLink())
        return Error {ErrorCode::StoreReadOnly, dataDirectory.toStdString() + " is not a directory"};
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(dataDirectory) || !QFile::setPermissions(dataDirectory, owner))
        return Error {
            ErrorCode::StoreReadOnly, dataDirectory.toStdString() + ": the directory cannot be created"};
    return {};
}

} // namespace mimir::server
