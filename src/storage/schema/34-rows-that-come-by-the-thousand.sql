-- What the _inserted triggers did, with less work, since a history that is read for the first time runs them for each of
-- its rows: a row that has its instant and no team to get is not written again, and what is queued needs no table in
-- between (INSERT ... SELECT into a table with triggers).
DROP TRIGGER messages_inserted;
CREATE TRIGGER messages_inserted AFTER INSERT ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE messages SET timestamp = CASE WHEN edited_at IS NULL THEN COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) ELSE timestamp END,
            edited_at = COALESCE(edited_at, (SELECT hlc FROM sync_clock)), team = COALESCE(team, (SELECT team FROM conversations WHERE id = NEW.conversation_id))
        WHERE pk = NEW.pk AND (NEW.edited_at IS NULL OR (NEW.team IS NULL AND (SELECT team FROM conversations WHERE id = NEW.conversation_id) IS NOT NULL));
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        VALUES (2, NEW.pk, NEW.id, COALESCE(NEW.team, (SELECT team FROM messages WHERE pk = NEW.pk)), 0, NEW.base_rev,
            COALESCE(NEW.edited_at, (SELECT edited_at FROM messages WHERE pk = NEW.pk)), CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END);
END;
DROP TRIGGER tool_calls_inserted;
CREATE TRIGGER tool_calls_inserted AFTER INSERT ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE tool_calls SET started_at = CASE WHEN edited_at IS NULL THEN COALESCE(started_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) ELSE started_at END,
            edited_at = COALESCE(edited_at, (SELECT hlc FROM sync_clock)), team = COALESCE(team, (SELECT team FROM conversations WHERE id = NEW.conversation_id))
        WHERE pk = NEW.pk AND (NEW.edited_at IS NULL OR (NEW.team IS NULL AND (SELECT team FROM conversations WHERE id = NEW.conversation_id) IS NOT NULL));
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        VALUES (3, NEW.pk, NEW.id, COALESCE(NEW.team, (SELECT team FROM tool_calls WHERE pk = NEW.pk)), 0, NEW.base_rev,
            COALESCE(NEW.edited_at, (SELECT edited_at FROM tool_calls WHERE pk = NEW.pk)), CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END);
END;
DROP TRIGGER audit_logs_inserted;
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
