-- Privacy rules and what they withhold. conversation_levels: what may leave of each conversation; a rule for a
-- repository finds it by the spellings that were met. sync_withheld: how fields read at the server that say less
-- there, so that the server's words never replace the originals here.
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
DROP TRIGGER conversations_inserted;
DROP TRIGGER conversations_edited;
DROP TRIGGER conversations_removed;
DROP TRIGGER conversations_deleted;
DROP TRIGGER conversations_bound;

CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE conversations SET created_at = COALESCE(created_at, (SELECT hlc FROM sync_clock)), updated_at = COALESCE(updated_at, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET team = COALESCE((SELECT team FROM workspaces WHERE path = NEW.workspace AND team IS NOT NULL), (SELECT team FROM workspaces WHERE remote = NEW.repository AND team IS NOT NULL), (SELECT pk FROM teams WHERE is_default = 1)) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 1, pk, id, team, 0, base_rev, edited_at, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END FROM conversations WHERE pk = NEW.pk;
    
END;

CREATE TRIGGER conversations_edited AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR NEW.visibility IS NOT OLD.visibility OR NEW.created_at IS NOT OLD.created_at OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('title', CASE WHEN NEW.title IS NOT OLD.title THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'provider', CASE WHEN NEW.provider IS NOT OLD.provider THEN t END, 'model', CASE WHEN NEW.model IS NOT OLD.model THEN t END, 'workspace', CASE WHEN NEW.workspace IS NOT OLD.workspace THEN t END, 'repository', CASE WHEN NEW.repository IS NOT OLD.repository THEN t END, 'visibility', CASE WHEN NEW.visibility IS NOT OLD.visibility THEN t END, 'created_at', CASE WHEN NEW.created_at IS NOT OLD.created_at THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)), NEW.base_rev, t, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    UPDATE conversations SET updated_at = max(COALESCE(updated_at, 0), (SELECT hlc FROM sync_clock))
        WHERE pk = NEW.pk AND NEW.edited_at IS OLD.edited_at;
END;

CREATE TRIGGER conversations_removed AFTER UPDATE OF deleted ON conversations
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
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
DROP TRIGGER messages_inserted;
DROP TRIGGER messages_edited;
DROP TRIGGER messages_removed;
DROP TRIGGER messages_deleted;
DROP TRIGGER messages_bound;

CREATE TRIGGER messages_inserted AFTER INSERT ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE messages SET timestamp = COALESCE(timestamp, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE messages SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE messages SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 2, pk, id, team, 0, base_rev, edited_at, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM messages WHERE pk = NEW.pk;
    
END;

CREATE TRIGGER messages_edited AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 2, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'role', CASE WHEN NEW.role IS NOT OLD.role THEN t END, 'timestamp', CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN t END, 'input_tokens', CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN t END, 'output_tokens', CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN t END, 'cost', CASE WHEN NEW.cost IS NOT OLD.cost THEN t END, 'metadata', CASE WHEN NEW.metadata IS NOT OLD.metadata THEN t END, 'content', CASE WHEN NEW.content IS NOT OLD.content THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)), NEW.base_rev, t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    
END;

CREATE TRIGGER messages_removed AFTER UPDATE OF deleted ON messages
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
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
CREATE TRIGGER messages_deleted BEFORE DELETE ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE messages SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;

CREATE TRIGGER messages_bound AFTER UPDATE OF team ON messages WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 2 AND entity_pk = NEW.pk;
    
END;
DROP TRIGGER tool_calls_inserted;
DROP TRIGGER tool_calls_edited;
DROP TRIGGER tool_calls_removed;
DROP TRIGGER tool_calls_deleted;
DROP TRIGGER tool_calls_bound;

CREATE TRIGGER tool_calls_inserted AFTER INSERT ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE tool_calls SET started_at = COALESCE(started_at, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE tool_calls SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE tool_calls SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 3, pk, id, team, 0, base_rev, edited_at, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM tool_calls WHERE pk = NEW.pk;
    
END;

CREATE TRIGGER tool_calls_edited AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 3, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'message_id', CASE WHEN NEW.message_id IS NOT OLD.message_id THEN t END, 'tool_name', CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'started_at', CASE WHEN NEW.started_at IS NOT OLD.started_at THEN t END, 'completed_at', CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN t END, 'duration_ms', CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN t END, 'error', CASE WHEN NEW.error IS NOT OLD.error THEN t END, 'arguments', CASE WHEN NEW.arguments IS NOT OLD.arguments THEN t END, 'result', CASE WHEN NEW.result IS NOT OLD.result THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)), NEW.base_rev, t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    
END;

CREATE TRIGGER tool_calls_removed AFTER UPDATE OF deleted ON tool_calls
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
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
CREATE TRIGGER tool_calls_deleted BEFORE DELETE ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE tool_calls SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;

CREATE TRIGGER tool_calls_bound AFTER UPDATE OF team ON tool_calls WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 3 AND entity_pk = NEW.pk;
    
END;
DROP TRIGGER audit_logs_inserted;
DROP TRIGGER audit_logs_bound;

CREATE TRIGGER audit_logs_inserted AFTER INSERT ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE audit_logs SET timestamp = COALESCE(timestamp, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET team = CASE WHEN NEW.conversation_id IS NULL THEN (SELECT pk FROM teams WHERE is_default = 1) ELSE (SELECT team FROM conversations WHERE id = NEW.conversation_id) END WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 4, pk, id, team, 0, base_rev, edited_at, CASE WHEN CASE WHEN NEW.conversation_id IS NULL THEN (SELECT value FROM settings WHERE key = 'privacy_level') ELSE (SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id) END = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM audit_logs WHERE pk = NEW.pk;
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;

CREATE TRIGGER audit_logs_bound AFTER UPDATE OF team ON audit_logs WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 4 AND entity_pk = NEW.pk;
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;
