-- Fields that were unknown ones until now get a column, and their values leave `extra`, with the triggers off: nothing
-- is an edit. A value of another kind than its column stays in `extra` and counts as an unknown field (LocalRow). What
-- waits as "*" waits under the field's own name as well, with the same instant.
-- `said` is not a field: 2 = a prompt or a reply, 1 = another text, 0 = nothing to read, as a step that has only calls. It
-- stands with the numbers in messages_by_conversation, so that lists and totals read the index alone.
DROP TRIGGER conversations_edited;
DROP TRIGGER conversations_edited_by_others;
DROP TRIGGER messages_edited;
DROP TRIGGER messages_edited_by_others;
DROP TRIGGER tool_calls_edited;
DROP TRIGGER tool_calls_edited_by_others;
DROP TRIGGER audit_logs_edited;
INSERT INTO sync_applying VALUES (1);

ALTER TABLE conversations ADD COLUMN agent TEXT;
ALTER TABLE conversations ADD COLUMN native_id TEXT;
ALTER TABLE conversations ADD COLUMN parent_id TEXT;
ALTER TABLE conversations ADD COLUMN relation TEXT;
ALTER TABLE conversations ADD COLUMN fork_point TEXT;
ALTER TABLE conversations ADD COLUMN git_branch TEXT;
ALTER TABLE conversations ADD COLUMN agent_version TEXT;
ALTER TABLE messages ADD COLUMN kind TEXT;
ALTER TABLE messages ADD COLUMN parent_id TEXT;
ALTER TABLE messages ADD COLUMN seq INTEGER;
ALTER TABLE messages ADD COLUMN model TEXT;
ALTER TABLE messages ADD COLUMN thinking TEXT;
ALTER TABLE messages ADD COLUMN cache_read_tokens INTEGER;
ALTER TABLE messages ADD COLUMN cache_write_tokens INTEGER;
ALTER TABLE messages ADD COLUMN reasoning_tokens INTEGER;
ALTER TABLE messages ADD COLUMN cwd TEXT;
ALTER TABLE messages ADD COLUMN git_branch TEXT;
ALTER TABLE messages ADD COLUMN attachments TEXT;
ALTER TABLE tool_calls ADD COLUMN kind TEXT;
ALTER TABLE tool_calls ADD COLUMN seq INTEGER;
ALTER TABLE tool_calls ADD COLUMN child_id TEXT;
ALTER TABLE tool_calls ADD COLUMN exit_code INTEGER;
ALTER TABLE tool_calls ADD COLUMN result_bytes INTEGER;
ALTER TABLE tool_calls ADD COLUMN cwd TEXT;
ALTER TABLE audit_logs ADD COLUMN evidence TEXT;
ALTER TABLE audit_logs ADD COLUMN inferred TEXT;
ALTER TABLE audit_logs ADD COLUMN decided_by TEXT;
ALTER TABLE audit_logs ADD COLUMN scope TEXT;
ALTER TABLE audit_logs ADD COLUMN reason TEXT;
ALTER TABLE audit_logs ADD COLUMN tool_call_id TEXT;
ALTER TABLE audit_logs ADD COLUMN agent TEXT;
ALTER TABLE audit_logs ADD COLUMN cwd TEXT;

-- kind: what json_type() says of a value that fits; NULL = any.
CREATE TABLE moved_fields(entity_type INTEGER NOT NULL, field TEXT NOT NULL, path TEXT NOT NULL, kind TEXT,
    PRIMARY KEY (entity_type, field)) WITHOUT ROWID;
INSERT INTO moved_fields(entity_type, field, path, kind) VALUES
    (1, 'agent', '$.agent', 'text'),
    (1, 'native_id', '$.native_id', 'text'),
    (1, 'parent_id', '$.parent_id', 'text'),
    (1, 'relation', '$.relation', 'text'),
    (1, 'fork_point', '$.fork_point', 'text'),
    (1, 'git_branch', '$.git_branch', 'text'),
    (1, 'agent_version', '$.agent_version', 'text'),
    (2, 'kind', '$.kind', 'text'),
    (2, 'parent_id', '$.parent_id', 'text'),
    (2, 'seq', '$.seq', 'integer'),
    (2, 'model', '$.model', 'text'),
    (2, 'thinking', '$.thinking', 'text'),
    (2, 'cache_read_tokens', '$.cache_read_tokens', 'integer'),
    (2, 'cache_write_tokens', '$.cache_write_tokens', 'integer'),
    (2, 'reasoning_tokens', '$.reasoning_tokens', 'integer'),
    (2, 'cwd', '$.cwd', 'text'),
    (2, 'git_branch', '$.git_branch', 'text'),
    (2, 'attachments', '$.attachments', NULL),
    (3, 'kind', '$.kind', 'text'),
    (3, 'seq', '$.seq', 'integer'),
    (3, 'child_id', '$.child_id', 'text'),
    (3, 'exit_code', '$.exit_code', 'integer'),
    (3, 'result_bytes', '$.result_bytes', 'integer'),
    (3, 'cwd', '$.cwd', 'text'),
    (4, 'evidence', '$.evidence', 'text'),
    (4, 'inferred', '$.inferred', NULL),
    (4, 'decided_by', '$.decided_by', 'text'),
    (4, 'scope', '$.scope', 'text'),
    (4, 'reason', '$.reason', 'text'),
    (4, 'tool_call_id', '$.tool_call_id', 'text'),
    (4, 'agent', '$.agent', 'text'),
    (4, 'cwd', '$.cwd', 'text');

UPDATE sync_queue SET changed = json_patch((SELECT json_group_object(f.field, json_extract(changed, '$."*"'))
        FROM moved_fields f WHERE f.entity_type = 1 AND json_type(r.extra, f.path) = COALESCE(f.kind, NULLIF(json_type(r.extra, f.path), 'null'))
            AND typeof(json_extract(r.extra, f.path)) <> 'real'), changed)
    FROM conversations r WHERE entity_type = 1 AND r.pk = entity_pk AND json_valid(r.extra) AND instr(r.extra, '\u0000') = 0
        AND json_extract(changed, '$."*"') IS NOT NULL;
UPDATE sync_queue SET changed = json_patch((SELECT json_group_object(f.field, json_extract(changed, '$."*"'))
        FROM moved_fields f WHERE f.entity_type = 2 AND json_type(r.extra, f.path) = COALESCE(f.kind, NULLIF(json_type(r.extra, f.path), 'null'))
            AND typeof(json_extract(r.extra, f.path)) <> 'real'), changed)
    FROM messages r WHERE entity_type = 2 AND r.pk = entity_pk AND json_valid(r.extra) AND instr(r.extra, '\u0000') = 0
        AND json_extract(changed, '$."*"') IS NOT NULL;
UPDATE sync_queue SET changed = json_patch((SELECT json_group_object(f.field, json_extract(changed, '$."*"'))
        FROM moved_fields f WHERE f.entity_type = 3 AND json_type(r.extra, f.path) = COALESCE(f.kind, NULLIF(json_type(r.extra, f.path), 'null'))
            AND typeof(json_extract(r.extra, f.path)) <> 'real'), changed)
    FROM tool_calls r WHERE entity_type = 3 AND r.pk = entity_pk AND json_valid(r.extra) AND instr(r.extra, '\u0000') = 0
        AND json_extract(changed, '$."*"') IS NOT NULL;

INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
    SELECT * FROM (SELECT e.entity_type, e.entity_pk, f.field, e.team, e.made_under,
        CASE WHEN json_valid(e.was) AND instr(e.was, '\u0000') = 0 THEN CASE WHEN json_type(e.was, f.path) = COALESCE(f.kind, NULLIF(json_type(e.was, f.path), 'null'))
            AND typeof(json_extract(e.was, f.path)) <> 'real'
            THEN CASE WHEN f.kind IS NULL THEN e.was -> f.path ELSE json_extract(e.was, f.path) END END END AS was,
        CASE WHEN json_valid(e.value) AND instr(e.value, '\u0000') = 0 THEN CASE WHEN json_type(e.value, f.path) = COALESCE(f.kind, NULLIF(json_type(e.value, f.path), 'null'))
            AND typeof(json_extract(e.value, f.path)) <> 'real'
            THEN CASE WHEN f.kind IS NULL THEN e.value -> f.path ELSE json_extract(e.value, f.path) END END END AS value,
        e.base_rev, e.at, e.state FROM others_edits e JOIN moved_fields f ON f.entity_type = e.entity_type WHERE e.field = '*')
    WHERE was IS NOT value;
UPDATE others_edits SET was = NULLIF(json_patch(was, (SELECT json_group_object(f.field, NULL) FROM moved_fields f
        WHERE f.entity_type = others_edits.entity_type AND json_type(was, f.path) = COALESCE(f.kind, NULLIF(json_type(was, f.path), 'null'))
            AND typeof(json_extract(was, f.path)) <> 'real')), '{}')
    WHERE field = '*' AND json_valid(was) AND instr(was, '\u0000') = 0;
UPDATE others_edits SET value = NULLIF(json_patch(value, (SELECT json_group_object(f.field, NULL) FROM moved_fields f
        WHERE f.entity_type = others_edits.entity_type AND json_type(value, f.path) = COALESCE(f.kind, NULLIF(json_type(value, f.path), 'null'))
            AND typeof(json_extract(value, f.path)) <> 'real')), '{}')
    WHERE field = '*' AND json_valid(value) AND instr(value, '\u0000') = 0;
DELETE FROM others_edits WHERE field = '*' AND was IS value;

UPDATE conversations SET agent = CASE WHEN json_type(extra, '$.agent') = 'text' THEN json_extract(extra, '$.agent') END,
    native_id = CASE WHEN json_type(extra, '$.native_id') = 'text' THEN json_extract(extra, '$.native_id') END,
    parent_id = CASE WHEN json_type(extra, '$.parent_id') = 'text' THEN json_extract(extra, '$.parent_id') END,
    relation = CASE WHEN json_type(extra, '$.relation') = 'text' THEN json_extract(extra, '$.relation') END,
    fork_point = CASE WHEN json_type(extra, '$.fork_point') = 'text' THEN json_extract(extra, '$.fork_point') END,
    git_branch = CASE WHEN json_type(extra, '$.git_branch') = 'text' THEN json_extract(extra, '$.git_branch') END,
    agent_version = CASE WHEN json_type(extra, '$.agent_version') = 'text' THEN json_extract(extra, '$.agent_version') END,
    extra = NULLIF(json_patch(extra, (SELECT json_group_object(f.field, NULL) FROM moved_fields f
        WHERE f.entity_type = 1 AND json_type(extra, f.path) = COALESCE(f.kind, NULLIF(json_type(extra, f.path), 'null'))
            AND typeof(json_extract(extra, f.path)) <> 'real')), '{}')
    WHERE json_valid(extra) AND instr(extra, '\u0000') = 0
        AND json_extract(extra, '$.agent', '$.native_id', '$.parent_id', '$.relation', '$.fork_point', '$.git_branch', '$.agent_version') <> '[null,null,null,null,null,null,null]';
UPDATE messages SET kind = CASE WHEN json_type(extra, '$.kind') = 'text' THEN json_extract(extra, '$.kind') END,
    parent_id = CASE WHEN json_type(extra, '$.parent_id') = 'text' THEN json_extract(extra, '$.parent_id') END,
    seq = CASE WHEN json_type(extra, '$.seq') = 'integer' AND typeof(json_extract(extra, '$.seq')) <> 'real' THEN json_extract(extra, '$.seq') END,
    model = CASE WHEN json_type(extra, '$.model') = 'text' THEN json_extract(extra, '$.model') END,
    thinking = CASE WHEN json_type(extra, '$.thinking') = 'text' THEN json_extract(extra, '$.thinking') END,
    cache_read_tokens = CASE WHEN json_type(extra, '$.cache_read_tokens') = 'integer' AND typeof(json_extract(extra, '$.cache_read_tokens')) <> 'real' THEN json_extract(extra, '$.cache_read_tokens') END,
    cache_write_tokens = CASE WHEN json_type(extra, '$.cache_write_tokens') = 'integer' AND typeof(json_extract(extra, '$.cache_write_tokens')) <> 'real' THEN json_extract(extra, '$.cache_write_tokens') END,
    reasoning_tokens = CASE WHEN json_type(extra, '$.reasoning_tokens') = 'integer' AND typeof(json_extract(extra, '$.reasoning_tokens')) <> 'real' THEN json_extract(extra, '$.reasoning_tokens') END,
    cwd = CASE WHEN json_type(extra, '$.cwd') = 'text' THEN json_extract(extra, '$.cwd') END,
    git_branch = CASE WHEN json_type(extra, '$.git_branch') = 'text' THEN json_extract(extra, '$.git_branch') END,
    attachments = CASE WHEN json_type(extra, '$.attachments') <> 'null' AND typeof(json_extract(extra, '$.attachments')) <> 'real' THEN extra -> '$.attachments' END,
    extra = NULLIF(json_patch(extra, (SELECT json_group_object(f.field, NULL) FROM moved_fields f
        WHERE f.entity_type = 2 AND json_type(extra, f.path) = COALESCE(f.kind, NULLIF(json_type(extra, f.path), 'null'))
            AND typeof(json_extract(extra, f.path)) <> 'real')), '{}')
    WHERE json_valid(extra) AND instr(extra, '\u0000') = 0
        AND json_extract(extra, '$.kind', '$.parent_id', '$.seq', '$.model', '$.thinking', '$.cache_read_tokens', '$.cache_write_tokens', '$.reasoning_tokens', '$.cwd', '$.git_branch', '$.attachments') <> '[null,null,null,null,null,null,null,null,null,null,null]';
UPDATE tool_calls SET kind = CASE WHEN json_type(extra, '$.kind') = 'text' THEN json_extract(extra, '$.kind') END,
    seq = CASE WHEN json_type(extra, '$.seq') = 'integer' AND typeof(json_extract(extra, '$.seq')) <> 'real' THEN json_extract(extra, '$.seq') END,
    child_id = CASE WHEN json_type(extra, '$.child_id') = 'text' THEN json_extract(extra, '$.child_id') END,
    exit_code = CASE WHEN json_type(extra, '$.exit_code') = 'integer' AND typeof(json_extract(extra, '$.exit_code')) <> 'real' THEN json_extract(extra, '$.exit_code') END,
    result_bytes = CASE WHEN json_type(extra, '$.result_bytes') = 'integer' AND typeof(json_extract(extra, '$.result_bytes')) <> 'real' THEN json_extract(extra, '$.result_bytes') END,
    cwd = CASE WHEN json_type(extra, '$.cwd') = 'text' THEN json_extract(extra, '$.cwd') END,
    extra = NULLIF(json_patch(extra, (SELECT json_group_object(f.field, NULL) FROM moved_fields f
        WHERE f.entity_type = 3 AND json_type(extra, f.path) = COALESCE(f.kind, NULLIF(json_type(extra, f.path), 'null'))
            AND typeof(json_extract(extra, f.path)) <> 'real')), '{}')
    WHERE json_valid(extra) AND instr(extra, '\u0000') = 0
        AND json_extract(extra, '$.kind', '$.seq', '$.child_id', '$.exit_code', '$.result_bytes', '$.cwd') <> '[null,null,null,null,null,null]';
UPDATE audit_logs SET evidence = CASE WHEN json_type(extra, '$.evidence') = 'text' THEN json_extract(extra, '$.evidence') END,
    inferred = CASE WHEN json_type(extra, '$.inferred') <> 'null' AND typeof(json_extract(extra, '$.inferred')) <> 'real' THEN extra -> '$.inferred' END,
    decided_by = CASE WHEN json_type(extra, '$.decided_by') = 'text' THEN json_extract(extra, '$.decided_by') END,
    scope = CASE WHEN json_type(extra, '$.scope') = 'text' THEN json_extract(extra, '$.scope') END,
    reason = CASE WHEN json_type(extra, '$.reason') = 'text' THEN json_extract(extra, '$.reason') END,
    tool_call_id = CASE WHEN json_type(extra, '$.tool_call_id') = 'text' THEN json_extract(extra, '$.tool_call_id') END,
    agent = CASE WHEN json_type(extra, '$.agent') = 'text' THEN json_extract(extra, '$.agent') END,
    cwd = CASE WHEN json_type(extra, '$.cwd') = 'text' THEN json_extract(extra, '$.cwd') END,
    extra = NULLIF(json_patch(extra, (SELECT json_group_object(f.field, NULL) FROM moved_fields f
        WHERE f.entity_type = 4 AND json_type(extra, f.path) = COALESCE(f.kind, NULLIF(json_type(extra, f.path), 'null'))
            AND typeof(json_extract(extra, f.path)) <> 'real')), '{}')
    WHERE json_valid(extra) AND instr(extra, '\u0000') = 0
        AND json_extract(extra, '$.evidence', '$.inferred', '$.decided_by', '$.scope', '$.reason', '$.tool_call_id', '$.agent', '$.cwd') <> '[null,null,null,null,null,null,null,null]';

DROP TABLE moved_fields;
DELETE FROM sync_applying;

ALTER TABLE messages ADD COLUMN said INTEGER GENERATED ALWAYS AS (CASE WHEN kind IN ('prompt', 'reply') THEN 2
    WHEN content IS NULL OR content = '' THEN 0 WHEN kind IS NULL AND role IS NOT 'tool' AND role IS NOT 'system' THEN 2
    ELSE 1 END) VIRTUAL;
DROP INDEX messages_by_conversation;
CREATE INDEX messages_by_conversation ON messages(conversation_id, timestamp, input_tokens, output_tokens, cost, said);
DROP VIEW conversation_totals;
CREATE VIEW conversation_totals AS
    SELECT c.id AS conversation_id,
        COALESCE(SUM(m.input_tokens), 0) + COALESCE(SUM(m.output_tokens), 0) AS total_tokens,
        COALESCE(SUM(m.cost), 0) AS total_cost,
        COUNT(CASE m.said WHEN 2 THEN 1 END) AS messages,
        COALESCE(MAX(m.timestamp), c.created_at, c.updated_at, 0) AS last_activity
    FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id GROUP BY c.pk;

DROP VIEW conversation_usual_levels;
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
