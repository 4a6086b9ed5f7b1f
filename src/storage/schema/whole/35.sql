-- What a new store begins with: all the steps in one. Made from them, never by hand (README.md).
CREATE TABLE settings(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE sync_applying(reason INTEGER);
CREATE TABLE sync_clock(id INTEGER PRIMARY KEY CHECK (id = 1), hlc INTEGER NOT NULL, offset_ms INTEGER NOT NULL);
CREATE TABLE devices(id TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE workspaces(
    pk INTEGER PRIMARY KEY, path TEXT UNIQUE, remote TEXT UNIQUE, team INTEGER,
    resolved_at INTEGER NOT NULL, expires_at INTEGER);
CREATE TABLE sync_queue(
    entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER,
    action INTEGER NOT NULL, changed TEXT, base_rev INTEGER NOT NULL, known_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER NOT NULL, op_seq INTEGER, state INTEGER NOT NULL DEFAULT 0,
    retry_count INTEGER NOT NULL DEFAULT 0, next_attempt_at INTEGER NOT NULL DEFAULT 0,
    error_code TEXT, error_message TEXT, offer INTEGER NOT NULL DEFAULT 0, made_under TEXT, reform INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (entity_type, entity_pk)) WITHOUT ROWID;
CREATE TABLE sync_counts(team INTEGER NOT NULL, state INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (team, state)) WITHOUT ROWID;
CREATE TABLE sync_shadow(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, rev INTEGER NOT NULL, payload TEXT,
    PRIMARY KEY (entity_type, entity_pk)) WITHOUT ROWID;
CREATE TABLE tombstones(id TEXT NOT NULL, entity_type INTEGER NOT NULL, rev INTEGER NOT NULL, team INTEGER, doubted INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0, learnt INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, entity_type)) WITHOUT ROWID;
CREATE TABLE quarantine(team INTEGER NOT NULL, entity_type INTEGER NOT NULL, id TEXT NOT NULL,
    rev INTEGER NOT NULL, payload TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (team, entity_type, id)) WITHOUT ROWID;
CREATE TABLE conflicts(
    id TEXT PRIMARY KEY, entity_type INTEGER NOT NULL, entity_id TEXT NOT NULL, conversation_id TEXT,
    field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL, losing_device TEXT NOT NULL,
    losing_device_name TEXT NOT NULL, winning_device_name TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    title TEXT NOT NULL, local_row TEXT, state INTEGER NOT NULL DEFAULT 0, edited_at INTEGER NOT NULL DEFAULT 0, winning_edited_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE sync_log(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, team INTEGER, direction TEXT NOT NULL,
    conversations INTEGER NOT NULL, messages INTEGER NOT NULL, tool_calls INTEGER NOT NULL, audit_logs INTEGER NOT NULL,
    bytes INTEGER NOT NULL, outcome TEXT NOT NULL, held INTEGER NOT NULL DEFAULT 0, kept INTEGER NOT NULL DEFAULT 0, withheld TEXT NOT NULL DEFAULT '', touched TEXT NOT NULL DEFAULT '');
CREATE TABLE import_marks(source TEXT NOT NULL, entity_type INTEGER NOT NULL, id TEXT NOT NULL, mark TEXT NOT NULL,
    PRIMARY KEY (source, entity_type, id)) WITHOUT ROWID;
CREATE TABLE conversations(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    status TEXT,
    provider TEXT,
    model TEXT,
    workspace TEXT,
    repository TEXT,
    visibility TEXT,
    created_at INTEGER,
    updated_at INTEGER,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, instants TEXT, shared_by TEXT NOT NULL DEFAULT '', agent TEXT, native_id TEXT, parent_id TEXT, relation TEXT, fork_point TEXT, git_branch TEXT, agent_version TEXT);
CREATE TABLE messages(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT,
    role TEXT,
    timestamp INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost REAL,
    metadata TEXT,
    content TEXT,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, instants TEXT, kind TEXT, parent_id TEXT, seq INTEGER, model TEXT, thinking TEXT, cache_read_tokens INTEGER, cache_write_tokens INTEGER, reasoning_tokens INTEGER, cwd TEXT, git_branch TEXT, attachments TEXT, said INTEGER GENERATED ALWAYS AS (CASE WHEN kind IN ('prompt', 'reply') THEN 2
    WHEN content IS NULL OR content = '' THEN 0 WHEN kind IS NULL AND role IS NOT 'tool' AND role IS NOT 'system' THEN 2
    ELSE 1 END) VIRTUAL);
CREATE TABLE tool_calls(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT,
    message_id TEXT,
    tool_name TEXT,
    status TEXT,
    started_at INTEGER,
    completed_at INTEGER,
    duration_ms INTEGER,
    error TEXT,
    arguments TEXT,
    result TEXT,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, instants TEXT, kind TEXT, seq INTEGER, child_id TEXT, exit_code INTEGER, result_bytes INTEGER, cwd TEXT);
CREATE TABLE audit_logs(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT,
    event_type TEXT,
    action TEXT,
    decision TEXT,
    risk_level TEXT,
    status TEXT,
    timestamp INTEGER,
    device_seq INTEGER,
    prev_hash TEXT,
    command TEXT,
    args TEXT,
    result TEXT,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, evidence TEXT, inferred TEXT, decided_by TEXT, scope TEXT, reason TEXT, tool_call_id TEXT, agent TEXT, cwd TEXT);
CREATE TABLE privacy_rules(kind INTEGER NOT NULL, value TEXT NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TABLE privacy_spellings(repository TEXT PRIMARY KEY, remote TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE privacy_ceilings(server TEXT NOT NULL, org_slug TEXT NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (server, org_slug)) WITHOUT ROWID;
CREATE TABLE "sync_withheld"(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL,
    original TEXT NOT NULL, sent TEXT NOT NULL, PRIMARY KEY (entity_type, entity_pk, field, original, sent)) WITHOUT ROWID;
CREATE TABLE accounts(server TEXT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL,
    PRIMARY KEY (server, id)) WITHOUT ROWID;
CREATE TABLE "teams"(
    pk INTEGER PRIMARY KEY,
    server TEXT NOT NULL, org_slug TEXT NOT NULL, team_id TEXT NOT NULL,
    slug TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, is_default INTEGER NOT NULL DEFAULT 0,
    cursor TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, epoch TEXT NOT NULL DEFAULT '',
    last_op_seq INTEGER NOT NULL DEFAULT 0, audit_seq INTEGER NOT NULL DEFAULT 0,
    last_push INTEGER, last_pull INTEGER, pull_failed INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0,
    rebuilding INTEGER NOT NULL DEFAULT 0,
    account TEXT NOT NULL DEFAULT '', standing INTEGER NOT NULL DEFAULT 0, predecessor INTEGER, proof TEXT NOT NULL DEFAULT '', proof_position INTEGER NOT NULL DEFAULT 0, full_pull INTEGER NOT NULL DEFAULT 0, former_epoch TEXT NOT NULL DEFAULT '',
    UNIQUE (server, team_id, account));
CREATE TABLE path_forms(path TEXT NOT NULL, form TEXT NOT NULL, present INTEGER NOT NULL,
    PRIMARY KEY (path, form)) WITHOUT ROWID;
CREATE TABLE trash(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, conversation_id TEXT NOT NULL, team INTEGER NOT NULL,
    title TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL, counted_from INTEGER NOT NULL, authored INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (entity_type, id));
CREATE TABLE held_deletions(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, rev INTEGER NOT NULL,
    at INTEGER NOT NULL, private INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (entity_type, id)) WITHOUT ROWID;
CREATE TABLE restored_ids(
    entity_type INTEGER NOT NULL, former TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity_type, former)) WITHOUT ROWID;
CREATE TABLE purges(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (entity_type, id)) WITHOUT ROWID;
CREATE TABLE others_edits(
    entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL, team INTEGER NOT NULL,
    made_under TEXT NOT NULL, was, value, base_rev INTEGER NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL,
    PRIMARY KEY (entity_type, entity_pk, field)) WITHOUT ROWID;
CREATE TABLE person_keys(
    server TEXT NOT NULL, account TEXT NOT NULL, device_id TEXT NOT NULL,
    public_key TEXT NOT NULL, private_key TEXT NOT NULL, code_digits TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '', offered TEXT NOT NULL DEFAULT '', named TEXT NOT NULL DEFAULT '',
    refused TEXT NOT NULL DEFAULT '', asked_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (server, account)) WITHOUT ROWID;
CREATE TABLE missing_rows(
    team INTEGER NOT NULL, entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL,
    PRIMARY KEY (team, entity_type, entity_pk)) WITHOUT ROWID;
CREATE TABLE recorded_values(
    id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, begin_hash INTEGER NOT NULL,
    length INTEGER NOT NULL, seen_at INTEGER NOT NULL);
CREATE TABLE recorded_values_key(one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL);
CREATE TABLE source_files(
    path TEXT PRIMARY KEY, agent TEXT NOT NULL, session TEXT NOT NULL,
    device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    generation INTEGER NOT NULL, offset INTEGER NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL,
    parser INTEGER NOT NULL, cursor TEXT NOT NULL, lines INTEGER NOT NULL, bad_lines INTEGER NOT NULL,
    gone INTEGER NOT NULL, unfinished INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;
CREATE TABLE source_conversations(pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE source_records(key INTEGER PRIMARY KEY, conversation INTEGER NOT NULL);
CREATE TABLE source_kinds(
    agent TEXT NOT NULL, kind TEXT NOT NULL, known INTEGER NOT NULL, seen INTEGER NOT NULL,
    PRIMARY KEY (agent, known, kind)) WITHOUT ROWID;
CREATE TABLE source_folders(
    agent TEXT NOT NULL, folder TEXT NOT NULL,
    followed INTEGER NOT NULL, since INTEGER NOT NULL, begun_at INTEGER NOT NULL,
    looked_at INTEGER NOT NULL, transcripts INTEGER NOT NULL, problems INTEGER NOT NULL,
    problem_path TEXT NOT NULL, problem TEXT NOT NULL,
    PRIMARY KEY (agent, folder)) WITHOUT ROWID;
INSERT INTO "sync_clock" VALUES (1, 0, 0);
CREATE INDEX sync_queue_ready ON sync_queue(team, state, entity_type, entity_pk);
CREATE INDEX sync_queue_sent ON sync_queue(team, op_seq) WHERE op_seq IS NOT NULL;
CREATE INDEX sync_queue_due ON sync_queue(next_attempt_at) WHERE next_attempt_at > 0;
CREATE INDEX conflicts_unseen ON conflicts(at) WHERE state = 0;
CREATE INDEX conflicts_by_entity ON conflicts(entity_type, entity_id);
CREATE INDEX tool_calls_by_conversation ON tool_calls(conversation_id, started_at);
CREATE INDEX audit_logs_by_conversation ON audit_logs(conversation_id, timestamp);
CREATE INDEX conversations_unbound ON conversations(pk) WHERE team IS NULL;
CREATE INDEX audit_logs_unbound ON audit_logs(pk) WHERE team IS NULL;
CREATE INDEX trash_by_conversation ON trash(conversation_id);
CREATE INDEX trash_by_age ON trash(counted_from);
CREATE INDEX restored_ids_by_id ON restored_ids(entity_type, id);
CREATE INDEX sync_queue_made_under ON sync_queue(made_under, team) WHERE made_under IS NOT NULL;
CREATE INDEX conversations_known ON conversations(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX messages_known ON messages(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX tool_calls_known ON tool_calls(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX audit_logs_known ON audit_logs(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX messages_by_conversation ON messages(conversation_id, timestamp, input_tokens, output_tokens, cost, said);
CREATE INDEX source_files_of_agent ON source_files(agent, path);
CREATE VIEW team_ceilings AS
    SELECT t.pk AS team, p.level AS level
    FROM teams t JOIN privacy_ceilings p ON p.server = t.server AND p.org_slug = t.org_slug;
CREATE VIEW folder_rules AS
    SELECT value AS form, level, 1 AS present FROM privacy_rules WHERE kind = 2
    UNION ALL SELECT f.form, r.level, f.present FROM privacy_rules r JOIN path_forms f ON f.path = r.value
        WHERE r.kind = 2;
CREATE VIEW teams_of_other_accounts AS SELECT t.pk FROM teams t
    WHERE t.active = 0 AND t.standing = 0 AND CAST((SELECT value FROM settings WHERE key = 'signed_in') AS TEXT) = '1'
    AND t.account <> COALESCE((SELECT value FROM settings WHERE key = 'account'), '')
    -- The same person, after a server was set up again or at another address.
    AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.server = t.server AND a.id = t.account AND a.email <> ''
        AND lower(a.email) = lower((SELECT value FROM settings WHERE key = 'email')));
CREATE VIEW conversations_of_other_accounts AS
    SELECT c.pk FROM conversations c JOIN teams_of_other_accounts t ON t.pk = c.team;
CREATE VIEW conversation_levels AS
    SELECT u.conversation_id AS conversation_id, u.repository AS repository,
        COALESCE(
            (SELECT level FROM privacy_rules WHERE kind = 1 AND value = u.conversation_id),
            CASE WHEN EXISTS (SELECT 1 FROM privacy_rules WHERE kind = 2) THEN
                (SELECT min(min(
                    COALESCE((SELECT r.level FROM folder_rules r WHERE r.present = 1 AND (r.form = w.form OR r.form = '/'
                        OR substr(w.form, 1, length(r.form) + 1) = r.form || '/')
                        ORDER BY length(r.form) DESC, r.level LIMIT 1), CASE w.present WHEN 1 THEN u.otherwise ELSE 3 END),
                    COALESCE((SELECT min(r.level) FROM folder_rules r WHERE r.present = 0 AND (r.form = w.form
                        OR r.form = '/' OR substr(w.form, 1, length(r.form) + 1) = r.form || '/')), 3)))
                FROM (SELECT form, present FROM path_forms WHERE path = u.workspace
                    UNION ALL SELECT u.workspace, 1 WHERE NOT EXISTS (SELECT 1 FROM path_forms WHERE path = u.workspace)) w)
            END,
            u.otherwise) AS level, u.most AS most
    FROM conversation_usual_levels u;
CREATE VIEW conversation_totals AS
    SELECT c.id AS conversation_id,
        COALESCE(SUM(m.input_tokens), 0) + COALESCE(SUM(m.output_tokens), 0) AS total_tokens,
        COALESCE(SUM(m.cost), 0) AS total_cost,
        COUNT(CASE m.said WHEN 2 THEN 1 END) AS messages,
        COALESCE(MAX(m.timestamp), c.created_at, c.updated_at, 0) AS last_activity
    FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id GROUP BY c.pk;
CREATE VIEW conversation_usual_levels AS
    SELECT c.id AS conversation_id, c.repository AS repository, c.workspace AS workspace,
        COALESCE(
            (SELECT r.level FROM privacy_spellings s JOIN privacy_rules r ON r.kind = 3 AND r.value = s.remote
                WHERE s.repository = c.repository),
            (SELECT level FROM privacy_rules WHERE kind = 4
                AND value = COALESCE(c.agent, CASE WHEN json_valid(c.extra) THEN json_extract(c.extra, '$.agent') END)),
            (SELECT level FROM privacy_rules WHERE kind = 4 AND value = c.provider),
            (SELECT value FROM settings WHERE key = 'privacy_level'), 2) AS otherwise,
        COALESCE((SELECT level FROM team_ceilings WHERE team = c.team), 3) AS most
    FROM conversations c;
CREATE TRIGGER sync_queue_taken AFTER DELETE ON sync_queue BEGIN
    UPDATE sync_counts SET n = n - 1 WHERE team = COALESCE(OLD.team, 0) AND state = OLD.state;
END;
CREATE TRIGGER sync_queue_moved AFTER UPDATE OF team, state ON sync_queue
WHEN OLD.team IS NOT NEW.team OR OLD.state <> NEW.state BEGIN
    UPDATE sync_counts SET n = n - 1 WHERE team = COALESCE(OLD.team, 0) AND state = OLD.state;
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER conversations_arrived AFTER INSERT ON conversations WHEN NEW.team IS NOT NULL BEGIN
    UPDATE messages SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE tool_calls SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE audit_logs SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
END;
CREATE TRIGGER audit_logs_renumbered BEFORE UPDATE OF device_seq ON audit_logs
WHEN OLD.device_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_logs_deleted BEFORE DELETE ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;
CREATE TRIGGER conversations_deleted BEFORE DELETE ON conversations WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE conversations SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER conversations_bound AFTER UPDATE OF team ON conversations WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 1 AND entity_pk = NEW.pk;
    UPDATE messages SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE tool_calls SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE audit_logs SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
END;
CREATE TRIGGER messages_deleted BEFORE DELETE ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE messages SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER messages_bound AFTER UPDATE OF team ON messages WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 2 AND entity_pk = NEW.pk;
    
END;
CREATE TRIGGER tool_calls_deleted BEFORE DELETE ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE tool_calls SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER tool_calls_bound AFTER UPDATE OF team ON tool_calls WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 3 AND entity_pk = NEW.pk;
    
END;
CREATE TRIGGER audit_logs_bound AFTER UPDATE OF team ON audit_logs WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 4 AND entity_pk = NEW.pk;
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;
CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE conversations SET created_at = COALESCE(created_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), updated_at = COALESCE(updated_at, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET team = COALESCE((SELECT team FROM workspaces WHERE path = NEW.workspace AND team IS NOT NULL),
            CASE WHEN NEW.workspace <> '' AND EXISTS (SELECT 1 FROM workspaces WHERE path IS NOT NULL AND team IS NOT NULL) THEN NULL ELSE
            COALESCE((SELECT team FROM workspaces WHERE remote = NEW.repository AND team IS NOT NULL), (SELECT pk FROM teams WHERE is_default = 1)) END)
        WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 1, pk, id, team, 0, base_rev, edited_at, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END FROM conversations WHERE pk = NEW.pk;

END;
CREATE TRIGGER teams_audit_seq AFTER UPDATE OF audit_seq ON teams WHEN NEW.audit_seq > OLD.audit_seq BEGIN
    UPDATE teams SET audit_seq = NEW.audit_seq
        WHERE audit_seq < NEW.audit_seq AND (pk = NEW.predecessor OR predecessor = NEW.pk);
END;
CREATE TRIGGER sync_queue_held_at_once AFTER INSERT ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;
CREATE TRIGGER conversations_stay_with_their_readers AFTER UPDATE OF visibility ON conversations
WHEN NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM sync_applying)
        AND EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE conversations SET visibility = OLD.visibility WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER sync_queue_added AFTER INSERT ON sync_queue BEGIN
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    UPDATE sync_queue SET made_under = COALESCE((SELECT value FROM settings WHERE key = 'account'), ''),
            state = CASE WHEN state < 2 THEN 4 ELSE state END
        WHERE entity_type = NEW.entity_type AND entity_pk = NEW.entity_pk
            AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team);
END;
CREATE TRIGGER sync_queue_held AFTER UPDATE OF state ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 AND OLD.state < 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;
CREATE TRIGGER conversations_removed AFTER UPDATE OF deleted ON conversations
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL)) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    DELETE FROM sync_queue WHERE entity_type = 2 AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    DELETE FROM sync_queue WHERE entity_type = 3 AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END, CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2 ELSE CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END END WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER conversations_stay_with_their_account AFTER UPDATE OF deleted ON conversations
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE conversations SET deleted = 0, edited_at = OLD.edited_at WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER conversations_gone AFTER DELETE ON conversations BEGIN
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = OLD.pk;
END;
CREATE TRIGGER messages_removed AFTER UPDATE OF deleted ON messages
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL)) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT 2, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END, CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2 ELSE CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END END WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER messages_stay_with_their_account AFTER UPDATE OF deleted ON messages
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE messages SET deleted = 0, edited_at = OLD.edited_at WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER messages_gone AFTER DELETE ON messages BEGIN
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = OLD.pk;
END;
CREATE TRIGGER tool_calls_removed AFTER UPDATE OF deleted ON tool_calls
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL)) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT 3, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END, CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2 ELSE CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END END WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER tool_calls_stay_with_their_account AFTER UPDATE OF deleted ON tool_calls
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE tool_calls SET deleted = 0, edited_at = OLD.edited_at WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER tool_calls_gone AFTER DELETE ON tool_calls BEGIN
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = OLD.pk;
END;
CREATE TRIGGER conversations_edited AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) OR NEW.created_at IS NOT OLD.created_at OR NEW.agent IS NOT OLD.agent OR NEW.native_id IS NOT OLD.native_id OR NEW.parent_id IS NOT OLD.parent_id OR NEW.relation IS NOT OLD.relation OR NEW.fork_point IS NOT OLD.fork_point OR NEW.git_branch IS NOT OLD.git_branch OR NEW.agent_version IS NOT OLD.agent_version OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('title', CASE WHEN NEW.title IS NOT OLD.title THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'provider', CASE WHEN NEW.provider IS NOT OLD.provider THEN t END, 'model', CASE WHEN NEW.model IS NOT OLD.model THEN t END, 'workspace', CASE WHEN NEW.workspace IS NOT OLD.workspace THEN t END, 'repository', CASE WHEN NEW.repository IS NOT OLD.repository THEN t END, 'visibility', CASE WHEN (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) THEN t END, 'created_at', CASE WHEN NEW.created_at IS NOT OLD.created_at THEN t END, 'agent', CASE WHEN NEW.agent IS NOT OLD.agent THEN t END, 'native_id', CASE WHEN NEW.native_id IS NOT OLD.native_id THEN t END, 'parent_id', CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN t END, 'relation', CASE WHEN NEW.relation IS NOT OLD.relation THEN t END, 'fork_point', CASE WHEN NEW.fork_point IS NOT OLD.fork_point THEN t END, 'git_branch', CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN t END, 'agent_version', CASE WHEN NEW.agent_version IS NOT OLD.agent_version THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.agent IS NOT OLD.agent THEN 'agent' END, CASE WHEN NEW.native_id IS NOT OLD.native_id THEN 'native_id' END, CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN 'parent_id' END, CASE WHEN NEW.relation IS NOT OLD.relation THEN 'relation' END, CASE WHEN NEW.fork_point IS NOT OLD.fork_point THEN 'fork_point' END, CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN 'git_branch' END, CASE WHEN NEW.agent_version IS NOT OLD.agent_version THEN 'agent_version' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.agent IS NOT OLD.agent THEN 'agent' END, CASE WHEN NEW.native_id IS NOT OLD.native_id THEN 'native_id' END, CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN 'parent_id' END, CASE WHEN NEW.relation IS NOT OLD.relation THEN 'relation' END, CASE WHEN NEW.fork_point IS NOT OLD.fork_point THEN 'fork_point' END, CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN 'git_branch' END, CASE WHEN NEW.agent_version IS NOT OLD.agent_version THEN 'agent_version' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.agent IS NOT OLD.agent THEN 'agent' END, CASE WHEN NEW.native_id IS NOT OLD.native_id THEN 'native_id' END, CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN 'parent_id' END, CASE WHEN NEW.relation IS NOT OLD.relation THEN 'relation' END, CASE WHEN NEW.fork_point IS NOT OLD.fork_point THEN 'fork_point' END, CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN 'git_branch' END, CASE WHEN NEW.agent_version IS NOT OLD.agent_version THEN 'agent_version' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
    UPDATE conversations SET updated_at = max(COALESCE(updated_at, 0), (SELECT hlc FROM sync_clock))
        WHERE pk = NEW.pk AND NEW.edited_at IS OLD.edited_at;
END;
CREATE TRIGGER conversations_edited_by_others AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR NEW.created_at IS NOT OLD.created_at OR NEW.agent IS NOT OLD.agent OR NEW.native_id IS NOT OLD.native_id OR NEW.parent_id IS NOT OLD.parent_id OR NEW.relation IS NOT OLD.relation OR NEW.fork_point IS NOT OLD.fork_point OR NEW.git_branch IS NOT OLD.git_branch OR NEW.agent_version IS NOT OLD.agent_version OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
        SELECT 1, NEW.pk, field, NEW.team, COALESCE((SELECT value FROM settings WHERE key = 'account'), ''), was, value, NEW.base_rev,
            CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END,
            CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT 'title' AS field, OLD.title AS was, NEW.title AS value WHERE NEW.title IS NOT OLD.title
            UNION ALL SELECT 'status', OLD.status, NEW.status WHERE NEW.status IS NOT OLD.status
            UNION ALL SELECT 'provider', OLD.provider, NEW.provider WHERE NEW.provider IS NOT OLD.provider
            UNION ALL SELECT 'model', OLD.model, NEW.model WHERE NEW.model IS NOT OLD.model
            UNION ALL SELECT 'workspace', OLD.workspace, NEW.workspace WHERE NEW.workspace IS NOT OLD.workspace
            UNION ALL SELECT 'repository', OLD.repository, NEW.repository WHERE NEW.repository IS NOT OLD.repository
            UNION ALL SELECT 'created_at', OLD.created_at, NEW.created_at WHERE NEW.created_at IS NOT OLD.created_at
            UNION ALL SELECT 'agent', OLD.agent, NEW.agent WHERE NEW.agent IS NOT OLD.agent
            UNION ALL SELECT 'native_id', OLD.native_id, NEW.native_id WHERE NEW.native_id IS NOT OLD.native_id
            UNION ALL SELECT 'parent_id', OLD.parent_id, NEW.parent_id WHERE NEW.parent_id IS NOT OLD.parent_id
            UNION ALL SELECT 'relation', OLD.relation, NEW.relation WHERE NEW.relation IS NOT OLD.relation
            UNION ALL SELECT 'fork_point', OLD.fork_point, NEW.fork_point WHERE NEW.fork_point IS NOT OLD.fork_point
            UNION ALL SELECT 'git_branch', OLD.git_branch, NEW.git_branch WHERE NEW.git_branch IS NOT OLD.git_branch
            UNION ALL SELECT 'agent_version', OLD.agent_version, NEW.agent_version WHERE NEW.agent_version IS NOT OLD.agent_version
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND was IS value;
END;
CREATE TRIGGER messages_edited AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.kind IS NOT OLD.kind OR NEW.parent_id IS NOT OLD.parent_id OR NEW.seq IS NOT OLD.seq OR NEW.model IS NOT OLD.model OR NEW.thinking IS NOT OLD.thinking OR NEW.cache_read_tokens IS NOT OLD.cache_read_tokens OR NEW.cache_write_tokens IS NOT OLD.cache_write_tokens OR NEW.reasoning_tokens IS NOT OLD.reasoning_tokens OR NEW.cwd IS NOT OLD.cwd OR NEW.git_branch IS NOT OLD.git_branch OR NEW.attachments IS NOT OLD.attachments OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 2, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'role', CASE WHEN NEW.role IS NOT OLD.role THEN t END, 'timestamp', CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN t END, 'input_tokens', CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN t END, 'output_tokens', CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN t END, 'cost', CASE WHEN NEW.cost IS NOT OLD.cost THEN t END, 'metadata', CASE WHEN NEW.metadata IS NOT OLD.metadata THEN t END, 'content', CASE WHEN NEW.content IS NOT OLD.content THEN t END, 'kind', CASE WHEN NEW.kind IS NOT OLD.kind THEN t END, 'parent_id', CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN t END, 'seq', CASE WHEN NEW.seq IS NOT OLD.seq THEN t END, 'model', CASE WHEN NEW.model IS NOT OLD.model THEN t END, 'thinking', CASE WHEN NEW.thinking IS NOT OLD.thinking THEN t END, 'cache_read_tokens', CASE WHEN NEW.cache_read_tokens IS NOT OLD.cache_read_tokens THEN t END, 'cache_write_tokens', CASE WHEN NEW.cache_write_tokens IS NOT OLD.cache_write_tokens THEN t END, 'reasoning_tokens', CASE WHEN NEW.reasoning_tokens IS NOT OLD.reasoning_tokens THEN t END, 'cwd', CASE WHEN NEW.cwd IS NOT OLD.cwd THEN t END, 'git_branch', CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN t END, 'attachments', CASE WHEN NEW.attachments IS NOT OLD.attachments THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.kind IS NOT OLD.kind THEN 'kind' END, CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN 'parent_id' END, CASE WHEN NEW.seq IS NOT OLD.seq THEN 'seq' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.thinking IS NOT OLD.thinking THEN 'thinking' END, CASE WHEN NEW.cache_read_tokens IS NOT OLD.cache_read_tokens THEN 'cache_read_tokens' END, CASE WHEN NEW.cache_write_tokens IS NOT OLD.cache_write_tokens THEN 'cache_write_tokens' END, CASE WHEN NEW.reasoning_tokens IS NOT OLD.reasoning_tokens THEN 'reasoning_tokens' END, CASE WHEN NEW.cwd IS NOT OLD.cwd THEN 'cwd' END, CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN 'git_branch' END, CASE WHEN NEW.attachments IS NOT OLD.attachments THEN 'attachments' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.kind IS NOT OLD.kind THEN 'kind' END, CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN 'parent_id' END, CASE WHEN NEW.seq IS NOT OLD.seq THEN 'seq' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.thinking IS NOT OLD.thinking THEN 'thinking' END, CASE WHEN NEW.cache_read_tokens IS NOT OLD.cache_read_tokens THEN 'cache_read_tokens' END, CASE WHEN NEW.cache_write_tokens IS NOT OLD.cache_write_tokens THEN 'cache_write_tokens' END, CASE WHEN NEW.reasoning_tokens IS NOT OLD.reasoning_tokens THEN 'reasoning_tokens' END, CASE WHEN NEW.cwd IS NOT OLD.cwd THEN 'cwd' END, CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN 'git_branch' END, CASE WHEN NEW.attachments IS NOT OLD.attachments THEN 'attachments' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.kind IS NOT OLD.kind THEN 'kind' END, CASE WHEN NEW.parent_id IS NOT OLD.parent_id THEN 'parent_id' END, CASE WHEN NEW.seq IS NOT OLD.seq THEN 'seq' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.thinking IS NOT OLD.thinking THEN 'thinking' END, CASE WHEN NEW.cache_read_tokens IS NOT OLD.cache_read_tokens THEN 'cache_read_tokens' END, CASE WHEN NEW.cache_write_tokens IS NOT OLD.cache_write_tokens THEN 'cache_write_tokens' END, CASE WHEN NEW.reasoning_tokens IS NOT OLD.reasoning_tokens THEN 'reasoning_tokens' END, CASE WHEN NEW.cwd IS NOT OLD.cwd THEN 'cwd' END, CASE WHEN NEW.git_branch IS NOT OLD.git_branch THEN 'git_branch' END, CASE WHEN NEW.attachments IS NOT OLD.attachments THEN 'attachments' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
END;
CREATE TRIGGER messages_edited_by_others AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.kind IS NOT OLD.kind OR NEW.parent_id IS NOT OLD.parent_id OR NEW.seq IS NOT OLD.seq OR NEW.model IS NOT OLD.model OR NEW.thinking IS NOT OLD.thinking OR NEW.cache_read_tokens IS NOT OLD.cache_read_tokens OR NEW.cache_write_tokens IS NOT OLD.cache_write_tokens OR NEW.reasoning_tokens IS NOT OLD.reasoning_tokens OR NEW.cwd IS NOT OLD.cwd OR NEW.git_branch IS NOT OLD.git_branch OR NEW.attachments IS NOT OLD.attachments OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
        SELECT 2, NEW.pk, field, NEW.team, COALESCE((SELECT value FROM settings WHERE key = 'account'), ''), was, value, NEW.base_rev,
            CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END,
            CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT 'conversation_id' AS field, OLD.conversation_id AS was, NEW.conversation_id AS value WHERE NEW.conversation_id IS NOT OLD.conversation_id
            UNION ALL SELECT 'role', OLD.role, NEW.role WHERE NEW.role IS NOT OLD.role
            UNION ALL SELECT 'timestamp', OLD.timestamp, NEW.timestamp WHERE NEW.timestamp IS NOT OLD.timestamp
            UNION ALL SELECT 'input_tokens', OLD.input_tokens, NEW.input_tokens WHERE NEW.input_tokens IS NOT OLD.input_tokens
            UNION ALL SELECT 'output_tokens', OLD.output_tokens, NEW.output_tokens WHERE NEW.output_tokens IS NOT OLD.output_tokens
            UNION ALL SELECT 'cost', OLD.cost, NEW.cost WHERE NEW.cost IS NOT OLD.cost
            UNION ALL SELECT 'metadata', OLD.metadata, NEW.metadata WHERE NEW.metadata IS NOT OLD.metadata
            UNION ALL SELECT 'content', OLD.content, NEW.content WHERE NEW.content IS NOT OLD.content
            UNION ALL SELECT 'kind', OLD.kind, NEW.kind WHERE NEW.kind IS NOT OLD.kind
            UNION ALL SELECT 'parent_id', OLD.parent_id, NEW.parent_id WHERE NEW.parent_id IS NOT OLD.parent_id
            UNION ALL SELECT 'seq', OLD.seq, NEW.seq WHERE NEW.seq IS NOT OLD.seq
            UNION ALL SELECT 'model', OLD.model, NEW.model WHERE NEW.model IS NOT OLD.model
            UNION ALL SELECT 'thinking', OLD.thinking, NEW.thinking WHERE NEW.thinking IS NOT OLD.thinking
            UNION ALL SELECT 'cache_read_tokens', OLD.cache_read_tokens, NEW.cache_read_tokens WHERE NEW.cache_read_tokens IS NOT OLD.cache_read_tokens
            UNION ALL SELECT 'cache_write_tokens', OLD.cache_write_tokens, NEW.cache_write_tokens WHERE NEW.cache_write_tokens IS NOT OLD.cache_write_tokens
            UNION ALL SELECT 'reasoning_tokens', OLD.reasoning_tokens, NEW.reasoning_tokens WHERE NEW.reasoning_tokens IS NOT OLD.reasoning_tokens
            UNION ALL SELECT 'cwd', OLD.cwd, NEW.cwd WHERE NEW.cwd IS NOT OLD.cwd
            UNION ALL SELECT 'git_branch', OLD.git_branch, NEW.git_branch WHERE NEW.git_branch IS NOT OLD.git_branch
            UNION ALL SELECT 'attachments', OLD.attachments, NEW.attachments WHERE NEW.attachments IS NOT OLD.attachments
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND was IS value;
END;
CREATE TRIGGER tool_calls_edited AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.kind IS NOT OLD.kind OR NEW.seq IS NOT OLD.seq OR NEW.child_id IS NOT OLD.child_id OR NEW.exit_code IS NOT OLD.exit_code OR NEW.result_bytes IS NOT OLD.result_bytes OR NEW.cwd IS NOT OLD.cwd OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 3, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'message_id', CASE WHEN NEW.message_id IS NOT OLD.message_id THEN t END, 'tool_name', CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'started_at', CASE WHEN NEW.started_at IS NOT OLD.started_at THEN t END, 'completed_at', CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN t END, 'duration_ms', CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN t END, 'error', CASE WHEN NEW.error IS NOT OLD.error THEN t END, 'arguments', CASE WHEN NEW.arguments IS NOT OLD.arguments THEN t END, 'result', CASE WHEN NEW.result IS NOT OLD.result THEN t END, 'kind', CASE WHEN NEW.kind IS NOT OLD.kind THEN t END, 'seq', CASE WHEN NEW.seq IS NOT OLD.seq THEN t END, 'child_id', CASE WHEN NEW.child_id IS NOT OLD.child_id THEN t END, 'exit_code', CASE WHEN NEW.exit_code IS NOT OLD.exit_code THEN t END, 'result_bytes', CASE WHEN NEW.result_bytes IS NOT OLD.result_bytes THEN t END, 'cwd', CASE WHEN NEW.cwd IS NOT OLD.cwd THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.kind IS NOT OLD.kind THEN 'kind' END, CASE WHEN NEW.seq IS NOT OLD.seq THEN 'seq' END, CASE WHEN NEW.child_id IS NOT OLD.child_id THEN 'child_id' END, CASE WHEN NEW.exit_code IS NOT OLD.exit_code THEN 'exit_code' END, CASE WHEN NEW.result_bytes IS NOT OLD.result_bytes THEN 'result_bytes' END, CASE WHEN NEW.cwd IS NOT OLD.cwd THEN 'cwd' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.kind IS NOT OLD.kind THEN 'kind' END, CASE WHEN NEW.seq IS NOT OLD.seq THEN 'seq' END, CASE WHEN NEW.child_id IS NOT OLD.child_id THEN 'child_id' END, CASE WHEN NEW.exit_code IS NOT OLD.exit_code THEN 'exit_code' END, CASE WHEN NEW.result_bytes IS NOT OLD.result_bytes THEN 'result_bytes' END, CASE WHEN NEW.cwd IS NOT OLD.cwd THEN 'cwd' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.kind IS NOT OLD.kind THEN 'kind' END, CASE WHEN NEW.seq IS NOT OLD.seq THEN 'seq' END, CASE WHEN NEW.child_id IS NOT OLD.child_id THEN 'child_id' END, CASE WHEN NEW.exit_code IS NOT OLD.exit_code THEN 'exit_code' END, CASE WHEN NEW.result_bytes IS NOT OLD.result_bytes THEN 'result_bytes' END, CASE WHEN NEW.cwd IS NOT OLD.cwd THEN 'cwd' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
END;
CREATE TRIGGER tool_calls_edited_by_others AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.kind IS NOT OLD.kind OR NEW.seq IS NOT OLD.seq OR NEW.child_id IS NOT OLD.child_id OR NEW.exit_code IS NOT OLD.exit_code OR NEW.result_bytes IS NOT OLD.result_bytes OR NEW.cwd IS NOT OLD.cwd OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
        SELECT 3, NEW.pk, field, NEW.team, COALESCE((SELECT value FROM settings WHERE key = 'account'), ''), was, value, NEW.base_rev,
            CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END,
            CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT 'conversation_id' AS field, OLD.conversation_id AS was, NEW.conversation_id AS value WHERE NEW.conversation_id IS NOT OLD.conversation_id
            UNION ALL SELECT 'message_id', OLD.message_id, NEW.message_id WHERE NEW.message_id IS NOT OLD.message_id
            UNION ALL SELECT 'tool_name', OLD.tool_name, NEW.tool_name WHERE NEW.tool_name IS NOT OLD.tool_name
            UNION ALL SELECT 'status', OLD.status, NEW.status WHERE NEW.status IS NOT OLD.status
            UNION ALL SELECT 'started_at', OLD.started_at, NEW.started_at WHERE NEW.started_at IS NOT OLD.started_at
            UNION ALL SELECT 'completed_at', OLD.completed_at, NEW.completed_at WHERE NEW.completed_at IS NOT OLD.completed_at
            UNION ALL SELECT 'duration_ms', OLD.duration_ms, NEW.duration_ms WHERE NEW.duration_ms IS NOT OLD.duration_ms
            UNION ALL SELECT 'error', OLD.error, NEW.error WHERE NEW.error IS NOT OLD.error
            UNION ALL SELECT 'arguments', OLD.arguments, NEW.arguments WHERE NEW.arguments IS NOT OLD.arguments
            UNION ALL SELECT 'result', OLD.result, NEW.result WHERE NEW.result IS NOT OLD.result
            UNION ALL SELECT 'kind', OLD.kind, NEW.kind WHERE NEW.kind IS NOT OLD.kind
            UNION ALL SELECT 'seq', OLD.seq, NEW.seq WHERE NEW.seq IS NOT OLD.seq
            UNION ALL SELECT 'child_id', OLD.child_id, NEW.child_id WHERE NEW.child_id IS NOT OLD.child_id
            UNION ALL SELECT 'exit_code', OLD.exit_code, NEW.exit_code WHERE NEW.exit_code IS NOT OLD.exit_code
            UNION ALL SELECT 'result_bytes', OLD.result_bytes, NEW.result_bytes WHERE NEW.result_bytes IS NOT OLD.result_bytes
            UNION ALL SELECT 'cwd', OLD.cwd, NEW.cwd WHERE NEW.cwd IS NOT OLD.cwd
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND was IS value;
END;
CREATE TRIGGER audit_logs_edited BEFORE UPDATE OF id, conversation_id, event_type, action, decision, risk_level,
    command, args, result, status, timestamp, prev_hash,
    evidence, inferred, decided_by, scope, reason, tool_call_id, agent, cwd, extra, deleted ON audit_logs
WHEN OLD.edited_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER messages_inserted AFTER INSERT ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE messages SET timestamp = CASE WHEN edited_at IS NULL THEN COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) ELSE timestamp END,
            edited_at = COALESCE(edited_at, (SELECT hlc FROM sync_clock)), team = COALESCE(team, (SELECT team FROM conversations WHERE id = NEW.conversation_id))
        WHERE pk = NEW.pk AND (NEW.edited_at IS NULL OR (NEW.team IS NULL AND (SELECT team FROM conversations WHERE id = NEW.conversation_id) IS NOT NULL));
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        VALUES (2, NEW.pk, NEW.id, COALESCE(NEW.team, (SELECT team FROM messages WHERE pk = NEW.pk)), 0, NEW.base_rev,
            COALESCE(NEW.edited_at, (SELECT edited_at FROM messages WHERE pk = NEW.pk)), CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END);
END;
CREATE TRIGGER tool_calls_inserted AFTER INSERT ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE tool_calls SET started_at = CASE WHEN edited_at IS NULL THEN COALESCE(started_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) ELSE started_at END,
            edited_at = COALESCE(edited_at, (SELECT hlc FROM sync_clock)), team = COALESCE(team, (SELECT team FROM conversations WHERE id = NEW.conversation_id))
        WHERE pk = NEW.pk AND (NEW.edited_at IS NULL OR (NEW.team IS NULL AND (SELECT team FROM conversations WHERE id = NEW.conversation_id) IS NOT NULL));
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        VALUES (3, NEW.pk, NEW.id, COALESCE(NEW.team, (SELECT team FROM tool_calls WHERE pk = NEW.pk)), 0, NEW.base_rev,
            COALESCE(NEW.edited_at, (SELECT edited_at FROM tool_calls WHERE pk = NEW.pk)), CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END);
END;
CREATE TRIGGER audit_logs_inserted AFTER INSERT ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE audit_logs SET timestamp = COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), edited_at = (SELECT hlc FROM sync_clock)
        WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET team = CASE WHEN NEW.conversation_id IS NULL THEN (SELECT pk FROM teams WHERE is_default = 1) ELSE (SELECT team FROM conversations WHERE id = NEW.conversation_id) END
        WHERE pk = NEW.pk AND NEW.team IS NULL
            AND CASE WHEN NEW.conversation_id IS NULL THEN (SELECT pk FROM teams WHERE is_default = 1) ELSE (SELECT team FROM conversations WHERE id = NEW.conversation_id) END IS NOT NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        VALUES (4, NEW.pk, NEW.id, COALESCE(NEW.team, (SELECT team FROM audit_logs WHERE pk = NEW.pk)), 0, NEW.base_rev,
            COALESCE(NEW.edited_at, (SELECT edited_at FROM audit_logs WHERE pk = NEW.pk)), CASE WHEN CASE WHEN NEW.conversation_id IS NULL THEN (SELECT value FROM settings WHERE key = 'privacy_level') ELSE (SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id) END = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END);
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;
CREATE TRIGGER messages_moved AFTER UPDATE OF conversation_id ON messages
WHEN NEW.team IS NULL AND NEW.conversation_id IS NOT OLD.conversation_id BEGIN
    UPDATE messages SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id)
        WHERE pk = NEW.pk AND EXISTS (SELECT 1 FROM conversations WHERE id = NEW.conversation_id AND team IS NOT NULL);
END;
CREATE TRIGGER tool_calls_moved AFTER UPDATE OF conversation_id ON tool_calls
WHEN NEW.team IS NULL AND NEW.conversation_id IS NOT OLD.conversation_id BEGIN
    UPDATE tool_calls SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id)
        WHERE pk = NEW.pk AND EXISTS (SELECT 1 FROM conversations WHERE id = NEW.conversation_id AND team IS NOT NULL);
END;
