-- While one account is signed in, who reads a conversation of another is not for it to decide: a changed `visibility` is
-- put back, unqueued, whoever writes it. Everything else of the statement is kept.
CREATE VIEW conversations_of_other_accounts AS SELECT c.pk FROM conversations c JOIN teams t ON t.pk = c.team
    WHERE t.active = 0 AND CAST((SELECT value FROM settings WHERE key = 'signed_in') AS TEXT) = '1'
    AND (t.server <> COALESCE((SELECT value FROM settings WHERE key = 'server'), '')
        OR t.account <> COALESCE((SELECT value FROM settings WHERE key = 'account'), ''));

CREATE TRIGGER conversations_stay_with_their_readers AFTER UPDATE OF visibility ON conversations
WHEN NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM sync_applying)
        AND EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE conversations SET visibility = OLD.visibility WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;

DROP TRIGGER conversations_edited;
CREATE TRIGGER conversations_edited AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) OR NEW.created_at IS NOT OLD.created_at OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('title', CASE WHEN NEW.title IS NOT OLD.title THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'provider', CASE WHEN NEW.provider IS NOT OLD.provider THEN t END, 'model', CASE WHEN NEW.model IS NOT OLD.model THEN t END, 'workspace', CASE WHEN NEW.workspace IS NOT OLD.workspace THEN t END, 'repository', CASE WHEN NEW.repository IS NOT OLD.repository THEN t END, 'visibility', CASE WHEN (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) THEN t END, 'created_at', CASE WHEN NEW.created_at IS NOT OLD.created_at THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)), NEW.base_rev, t, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    UPDATE conversations SET updated_at = max(COALESCE(updated_at, 0), (SELECT hlc FROM sync_clock))
        WHERE pk = NEW.pk AND NEW.edited_at IS OLD.edited_at;
END;
