-- Times that people see are this device's own; what was learnt of the server's clock dates edits alone.
DROP TRIGGER conversations_inserted;
CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE conversations SET created_at = COALESCE(created_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), updated_at = COALESCE(updated_at, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET team = COALESCE((SELECT team FROM workspaces WHERE path = NEW.workspace AND team IS NOT NULL), (SELECT team FROM workspaces WHERE remote = NEW.repository AND team IS NOT NULL), (SELECT pk FROM teams WHERE is_default = 1)) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 1, pk, id, team, 0, base_rev, edited_at, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END FROM conversations WHERE pk = NEW.pk;

END;
DROP TRIGGER messages_inserted;
CREATE TRIGGER messages_inserted AFTER INSERT ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE messages SET timestamp = COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE messages SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE messages SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 2, pk, id, team, 0, base_rev, edited_at, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM messages WHERE pk = NEW.pk;

END;
DROP TRIGGER tool_calls_inserted;
CREATE TRIGGER tool_calls_inserted AFTER INSERT ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE tool_calls SET started_at = COALESCE(started_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE tool_calls SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE tool_calls SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 3, pk, id, team, 0, base_rev, edited_at, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM tool_calls WHERE pk = NEW.pk;

END;
DROP TRIGGER audit_logs_inserted;
CREATE TRIGGER audit_logs_inserted AFTER INSERT ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE audit_logs SET timestamp = COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET team = CASE WHEN NEW.conversation_id IS NULL THEN (SELECT pk FROM teams WHERE is_default = 1) ELSE (SELECT team FROM conversations WHERE id = NEW.conversation_id) END WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 4, pk, id, team, 0, base_rev, edited_at, CASE WHEN CASE WHEN NEW.conversation_id IS NULL THEN (SELECT value FROM settings WHERE key = 'privacy_level') ELSE (SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id) END = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM audit_logs WHERE pk = NEW.pk;
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;
