#include "storage/schema.h"

#include "core/entity.h"
#include "core/mutation.h"

namespace mimir {
namespace {

constexpr std::string_view kTables = R"sql(
CREATE TABLE settings(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE sync_applying(reason INTEGER);
CREATE TABLE sync_clock(id INTEGER PRIMARY KEY CHECK (id = 1), hlc INTEGER NOT NULL, offset_ms INTEGER NOT NULL);
INSERT INTO sync_clock VALUES (1, 0, 0);

CREATE TABLE devices(id TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE teams(
    pk INTEGER PRIMARY KEY,
    server TEXT NOT NULL, org_slug TEXT NOT NULL, team_id TEXT NOT NULL,
    slug TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, is_default INTEGER NOT NULL DEFAULT 0,
    cursor TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, epoch TEXT NOT NULL DEFAULT '',
    last_op_seq INTEGER NOT NULL DEFAULT 0, audit_seq INTEGER NOT NULL DEFAULT 0,
    last_push INTEGER, last_pull INTEGER, pull_failed INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0,
    UNIQUE (server, team_id));

CREATE TABLE workspaces(
    pk INTEGER PRIMARY KEY, path TEXT UNIQUE, remote TEXT UNIQUE, team INTEGER,
    resolved_at INTEGER NOT NULL, expires_at INTEGER);

CREATE TABLE sync_queue(
    entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER,
    action INTEGER NOT NULL, changed TEXT, base_rev INTEGER NOT NULL, known_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER NOT NULL, op_seq INTEGER, state INTEGER NOT NULL DEFAULT 0,
    retry_count INTEGER NOT NULL DEFAULT 0, next_attempt_at INTEGER NOT NULL DEFAULT 0,
    error_code TEXT, error_message TEXT,
    PRIMARY KEY (entity_type, entity_pk)) WITHOUT ROWID;
CREATE INDEX sync_queue_ready ON sync_queue(team, state, entity_type, entity_pk);
CREATE INDEX sync_queue_sent ON sync_queue(team, op_seq) WHERE op_seq IS NOT NULL;
CREATE INDEX sync_queue_due ON sync_queue(next_attempt_at) WHERE next_attempt_at > 0;

CREATE TABLE sync_counts(team INTEGER NOT NULL, state INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (team, state)) WITHOUT ROWID;
CREATE TRIGGER sync_queue_added AFTER INSERT ON sync_queue BEGIN
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER sync_queue_taken AFTER DELETE ON sync_queue BEGIN
    UPDATE sync_counts SET n = n - 1 WHERE team = COALESCE(OLD.team, 0) AND state = OLD.state;
END;
CREATE TRIGGER sync_queue_moved AFTER UPDATE OF team, state ON sync_queue
WHEN OLD.team IS NOT NEW.team OR OLD.state <> NEW.state BEGIN
    UPDATE sync_counts SET n = n - 1 WHERE team = COALESCE(OLD.team, 0) AND state = OLD.state;
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TABLE sync_shadow(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, rev INTEGER NOT NULL, payload TEXT,
    PRIMARY KEY (entity_type, entity_pk)) WITHOUT ROWID;
CREATE TABLE tombstones(id TEXT NOT NULL, entity_type INTEGER NOT NULL, rev INTEGER NOT NULL,
    PRIMARY KEY (id, entity_type)) WITHOUT ROWID;
CREATE TABLE quarantine(team INTEGER NOT NULL, entity_type INTEGER NOT NULL, id TEXT NOT NULL,
    rev INTEGER NOT NULL, payload TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (team, entity_type, id)) WITHOUT ROWID;

CREATE TABLE conflicts(
    id TEXT PRIMARY KEY, entity_type INTEGER NOT NULL, entity_id TEXT NOT NULL, conversation_id TEXT,
    field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL, losing_device TEXT NOT NULL,
    losing_device_name TEXT NOT NULL, winning_device_name TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    title TEXT NOT NULL, local_row TEXT, state INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX conflicts_unseen ON conflicts(at) WHERE state = 0;
CREATE INDEX conflicts_by_entity ON conflicts(entity_type, entity_id);

CREATE TABLE sync_log(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, team INTEGER, direction TEXT NOT NULL,
    conversations INTEGER NOT NULL, messages INTEGER NOT NULL, tool_calls INTEGER NOT NULL, audit_logs INTEGER NOT NULL,
    bytes INTEGER NOT NULL, outcome TEXT NOT NULL);

CREATE TABLE import_marks(source TEXT NOT NULL, entity_type INTEGER NOT NULL, id TEXT NOT NULL, mark TEXT NOT NULL,
    PRIMARY KEY (source, entity_type, id)) WITHOUT ROWID;
)sql";

constexpr std::string_view kAfterTables = R"sql(
CREATE INDEX messages_by_conversation ON messages(conversation_id, timestamp, input_tokens, output_tokens, cost);
CREATE INDEX tool_calls_by_conversation ON tool_calls(conversation_id, started_at);
CREATE INDEX audit_logs_by_conversation ON audit_logs(conversation_id, timestamp);
CREATE INDEX conversations_unbound ON conversations(pk) WHERE team IS NULL;
CREATE INDEX audit_logs_unbound ON audit_logs(pk) WHERE team IS NULL;

CREATE VIEW conversation_totals AS
    SELECT c.id AS conversation_id,
        COALESCE(SUM(m.input_tokens), 0) + COALESCE(SUM(m.output_tokens), 0) AS total_tokens,
        COALESCE(SUM(m.cost), 0) AS total_cost,
        COUNT(m.timestamp) AS messages,
        max(COALESCE(MAX(m.timestamp), 0), COALESCE(c.updated_at, 0)) AS last_activity
    FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id GROUP BY c.pk;

-- A new conversation that is held holds the children queued before it was.
CREATE TRIGGER sync_queue_held AFTER UPDATE OF state ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 AND OLD.state < 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;

-- Children that came before their conversation are bound when it comes.
CREATE TRIGGER conversations_arrived AFTER INSERT ON conversations WHEN NEW.team IS NOT NULL BEGIN
    UPDATE messages SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE tool_calls SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE audit_logs SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
END;

CREATE TRIGGER audit_logs_edited BEFORE UPDATE OF id, conversation_id, event_type, action, decision, risk_level,
    command, args, result, status, timestamp, prev_hash, extra, deleted ON audit_logs
WHEN OLD.edited_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_logs_renumbered BEFORE UPDATE OF device_seq ON audit_logs
WHEN OLD.device_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_logs_deleted BEFORE DELETE ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;
)sql";

// Replaces every {name} of a template.
struct Substitution {
    std::string_view name;
    std::string text;
};

std::string filled(std::string_view pattern, std::initializer_list<Substitution> substitutions)
{
    std::string out(pattern);
    for (const Substitution &s : substitutions)
        for (std::size_t at = out.find(s.name); at != std::string::npos;
             at = out.find(s.name, at + s.text.size()))
            out.replace(at, s.name.size(), s.text);
    return out;
}

std::string columnType(FieldKind kind)
{
    return kind == FieldKind::Integer ? "INTEGER" : kind == FieldKind::Real ? "REAL" : "TEXT";
}

std::string entityTable(EntityType type)
{
    std::string columns;
    for (const FieldSpec &field : fieldsOf(type))
        columns += "    " + std::string(field.name) + " " + columnType(field.kind) + ",\n";
    return filled(R"sql(CREATE TABLE {table}(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
{columns}    extra TEXT);
)sql",
        {{"{table}", std::string(tableName(type))}, {"{columns}", columns}});
}

// Where a row without a team belongs (protocol.md, "Teams").
std::string teamOf(EntityType type)
{
    const std::string fallback = "(SELECT pk FROM teams WHERE is_default = 1)";
    const std::string conversation = "(SELECT team FROM conversations WHERE id = NEW.conversation_id)";
    if (mutated("noteam"))
        return fallback;
    if (type == EntityType::Conversation)
        return "COALESCE((SELECT team FROM workspaces WHERE path = NEW.workspace AND team IS NOT NULL), "
               "(SELECT team FROM workspaces WHERE remote = NEW.repository AND team IS NOT NULL), "
            + fallback + ")";
    if (type == EntityType::AuditLog)
        return "CASE WHEN NEW.conversation_id IS NULL THEN " + fallback + " ELSE " + conversation + " END";
    return conversation;
}

enum class Rules : std::uint8_t { None, Levels }; ///< Levels: since step 4 the person has rules

// Is the row, or the conversation it belongs to, under the rule "nothing"? (privacyrules.h)
std::string mayNotLeave(EntityType type)
{
    if (type == EntityType::Conversation)
        return "(SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0";
    const std::string usual = "(SELECT value FROM settings WHERE key = 'privacy_level')";
    if (type == EntityType::AuditLog)
        return "CASE WHEN NEW.conversation_id IS NULL THEN " + usual
            + " ELSE (SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id) END "
              "= 0";
    return "COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), "
        + usual + ") = 0";
}

// Privacy mode holds everything; a new conversation that is held or kept takes its children along.
std::string initialState(EntityType type, Rules rules)
{
    std::string inherited = "0";
    if (mutated("noheld"))
        return inherited;
    if (type != EntityType::Conversation)
        inherited = "COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 "
                    "AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= "
                    "2), 0)";
    const std::string kept
        = rules == Rules::Levels ? "WHEN " + mayNotLeave(type) + " THEN 3 " : std::string();
    return "CASE " + kept + "WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE "
        + inherited + " END";
}

std::string anyFieldDiffers(EntityType type)
{
    std::string out;
    for (const FieldSpec &field : fieldsOf(type))
        if (field.rule != MergeRule::Newest)
            out += "NEW." + std::string(field.name) + " IS NOT OLD." + std::string(field.name) + " OR ";
    return out + "NEW.extra IS NOT OLD.extra";
}

std::string changedFields(EntityType type)
{
    std::string pairs;
    for (const FieldSpec &field : fieldsOf(type)) {
        if (field.rule == MergeRule::Newest)
            continue;
        const std::string name(field.name);
        pairs += (pairs.empty() ? "'" : ", '") + name + "', CASE WHEN NEW." + name + " IS NOT OLD." + name
            + " THEN t END";
    }
    // json_patch drops the members that are null. No json_each here: SQLite 3.40 crashes on a table-valued
    // function inside a trigger when the schema is read again, so an edit of `extra` is marked "*" as a
    // whole.
    return "json_patch('{}', json_object(" + pairs
        + ", '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END))";
}

constexpr std::string_view kInserted = R"sql(
CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, {now}) WHERE NEW.edited_at IS NULL;
    UPDATE {table} SET {fill} WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE {table} SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE {table} SET team = {team} WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT {type}, pk, id, team, 0, base_rev, edited_at, {state} FROM {table} WHERE pk = NEW.pk;
    {numbered}
END;
)sql";

constexpr std::string_view kUpsertTail = R"sql(ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state >= 2 THEN state
                WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END)sql";

// What stayed here goes without a word; what the server has must hear of its end.
constexpr std::string_view kUpsertTailOfLevels = R"sql(ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END)sql";

constexpr std::string_view kEdited = R"sql(
CREATE TRIGGER {table}_edited AFTER UPDATE ON {table}
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL AND ({differs}) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, {now}) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT {type}, NEW.pk, NEW.id, NEW.team, 1, {changed}, NEW.base_rev, t, {state}
        FROM (SELECT {instant} AS t) WHERE true
        {upsert},
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    {touch}
END;
)sql";

constexpr std::string_view kRemoved = R"sql(
CREATE TRIGGER {table}_removed AFTER UPDATE OF deleted ON {table}
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, {now}) WHERE NEW.edited_at IS OLD.edited_at;
    {children}
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT {type}, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), {instant}, {endstate} WHERE true
        {upsert},
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER {table}_deleted BEFORE DELETE ON {table} WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE {table} SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
)sql";

constexpr std::string_view kBound = R"sql(
CREATE TRIGGER {table}_bound AFTER UPDATE OF team ON {table} WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = {type} AND entity_pk = NEW.pk;
    {more}
END;
)sql";

// A delete of what the server has reveals nothing that it does not know.
std::string endState(EntityType type, Rules rules)
{
    if (rules == Rules::None || mutated("noheld"))
        return initialState(type, rules);
    return "CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = "
           "'privacy_mode'), 0) = 1) * 2 "
           "ELSE "
        + initialState(type, rules) + " END";
}

std::string entityTriggers(EntityType type, Rules rules)
{
    const bool conversation = type == EntityType::Conversation;
    const bool audit = type == EntityType::AuditLog;
    const std::string number = std::to_string(static_cast<int>(type));
    const std::string created(createdField(type));
    std::string fill = created + " = COALESCE(" + created + ", (SELECT hlc FROM sync_clock))";
    if (conversation)
        fill += ", updated_at = COALESCE(updated_at, (SELECT hlc FROM sync_clock))";
    const std::string dropChildren = !conversation || mutated("keepkids")
        ? std::string()
        : "DELETE FROM sync_queue WHERE entity_type = 2 AND entity_pk IN "
          "(SELECT pk FROM messages WHERE conversation_id = NEW.id);\n"
          "    DELETE FROM sync_queue WHERE entity_type = 3 AND entity_pk IN "
          "(SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);";
    // Binding on insertion may have numbered the row already.
    const std::string numberAudit = !audit
        ? std::string()
        : "UPDATE teams SET audit_seq = audit_seq + 1\n"
          "        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);\n"
          "    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)\n"
          "        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;";
    const std::string bindMore = conversation
        ? "UPDATE messages SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;\n"
          "    UPDATE tool_calls SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;\n"
          "    UPDATE audit_logs SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;"
        : numberAudit;
    const std::string touch = !conversation
        ? std::string()
        : "UPDATE conversations SET updated_at = max(COALESCE(updated_at, 0), (SELECT hlc FROM sync_clock))\n"
          "        WHERE pk = NEW.pk AND NEW.edited_at IS OLD.edited_at;";
    std::string pattern(kInserted);
    if (!audit)
        pattern += std::string(kEdited) + std::string(kRemoved);
    pattern += kBound;
    return filled(pattern,
        {{"{fill}", fill}, {"{numbered}", numberAudit}, {"{children}", dropChildren}, {"{more}", bindMore},
            {"{touch}", touch},
            {"{upsert}", std::string(rules == Rules::Levels ? kUpsertTailOfLevels : kUpsertTail)},
            {"{differs}", anyFieldDiffers(type)}, {"{endstate}", endState(type, rules)},
            {"{changed}", changedFields(type)}, {"{team}", teamOf(type)},
            {"{state}", initialState(type, rules)},
            {"{instant}",
                "CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at "
                "ELSE (SELECT hlc FROM sync_clock) END"},
            {"{now}", "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms"},
            {"{type}", number}, {"{table}", std::string(tableName(type))}});
}

std::string firstSchema()
{
    std::string sql(kTables);
    for (EntityType type : kEntityTypes)
        sql += entityTable(type);
    sql += kAfterTables;
    for (EntityType type : kEntityTypes)
        sql += entityTriggers(type, Rules::None);
    return sql;
}

// Privacy rules and what they withhold. `conversation_levels`: what may leave of each conversation; a rule
// for a repository finds it by the spellings that were met. `sync_withheld`: how fields read at the server
// that say less there, so that the server's words never replace the originals here.
constexpr std::string_view kLevels = R"sql(
CREATE TABLE privacy_rules(kind INTEGER NOT NULL, value TEXT NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TABLE privacy_spellings(repository TEXT PRIMARY KEY, remote TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE privacy_ceilings(server TEXT NOT NULL, org_slug TEXT NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (server, org_slug)) WITHOUT ROWID;
CREATE TABLE sync_withheld(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL,
    sent TEXT NOT NULL, PRIMARY KEY (entity_type, entity_pk, field, sent)) WITHOUT ROWID;
ALTER TABLE sync_log ADD COLUMN withheld TEXT NOT NULL DEFAULT '';

CREATE VIEW team_ceilings AS
    SELECT t.pk AS team, p.level AS level
    FROM teams t JOIN privacy_ceilings p ON p.server = t.server AND p.org_slug = t.org_slug;

CREATE VIEW conversation_levels AS
    SELECT c.id AS conversation_id, c.repository AS repository,
        min(COALESCE(
            (SELECT level FROM privacy_rules WHERE kind = 1 AND value = c.id),
            (SELECT level FROM privacy_rules WHERE kind = 2 AND (value = c.workspace OR value = '/'
                OR substr(c.workspace, 1, length(value) + 1) = value || '/') ORDER BY length(value) DESC LIMIT 1),
            (SELECT r.level FROM privacy_spellings s JOIN privacy_rules r ON r.kind = 3 AND r.value = s.remote
                WHERE s.repository = c.repository),
            (SELECT level FROM privacy_rules WHERE kind = 4
                AND value = CASE WHEN json_valid(c.extra) THEN json_extract(c.extra, '$.agent') END),
            (SELECT level FROM privacy_rules WHERE kind = 4 AND value = c.provider),
            (SELECT value FROM settings WHERE key = 'privacy_level'), 2),
            COALESCE((SELECT level FROM team_ceilings WHERE team = c.team), 3)) AS level
    FROM conversations c;
)sql";

std::string privacyLevels()
{
    std::string sql(kLevels);
    for (EntityType type : kEntityTypes) {
        const std::string table(tableName(type));
        for (const char *event : {"_inserted", "_edited", "_removed", "_deleted", "_bound"})
            if (type != EntityType::AuditLog || event == std::string_view("_inserted")
                || event == std::string_view("_bound"))
                sql += "DROP TRIGGER " + table + event + ";\n";
        sql += entityTriggers(type, Rules::Levels);
    }
    return sql;
}

// `own` = 0: a teammate shares the row, only the teammate writes it. `doubted` = 1: the deletion was known to
// a history that the server has lost; `seen`: updated_at of the conversation as it was deleted. `rebuilding`
// = 1: from a change of the epoch until a pull has caught up.
std::string sharingAndRestores()
{
    std::string sql = "ALTER TABLE tombstones ADD COLUMN team INTEGER;\n"
                      "ALTER TABLE tombstones ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;\n"
                      "ALTER TABLE tombstones ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;\n"
                      "ALTER TABLE teams ADD COLUMN rebuilding INTEGER NOT NULL DEFAULT 0;\n";
    for (EntityType type : kEntityTypes)
        sql += "ALTER TABLE " + std::string(tableName(type))
            + " ADD COLUMN own INTEGER NOT NULL DEFAULT 1;\n";
    return sql;
}

} // namespace

const std::vector<Migration> &storeMigrations()
{
    static const std::vector<Migration> steps {{1, "entities, outbox, conflicts", firstSchema()},
        {2, "rows that teammates share, tombstones that outlive a restored server", sharingAndRestores()},
        {3, "the ledger says what stayed here",
            "ALTER TABLE sync_log ADD COLUMN held INTEGER NOT NULL DEFAULT 0;"
            "ALTER TABLE sync_log ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;"},
        {4, "privacy rules", privacyLevels()},
        {5, "when what lost was written",
            "ALTER TABLE conflicts ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0;"}};
    return steps;
}

} // namespace mimir
