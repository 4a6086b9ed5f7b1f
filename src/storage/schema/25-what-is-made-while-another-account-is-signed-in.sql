-- What is made in a conversation while an account other than its own is signed in is that other person's: it waits for
-- the decision of the conversation's account. New rows have `made_under` in the outbox and state 4. Edits of rows that
-- the conversation's account has made or sent wait field by field in others_edits, so that its own change of the row is
-- sent without them: `was` is the value as that account left it, `value` the present one. Its next edit of such a field
-- has seen what the other one had, not what a server has sent since: it is of that revision. Deletions are put back.
CREATE VIEW teams_of_other_accounts AS SELECT t.pk FROM teams t
    WHERE t.active = 0 AND t.standing = 0 AND CAST((SELECT value FROM settings WHERE key = 'signed_in') AS TEXT) = '1'
    AND t.account <> COALESCE((SELECT value FROM settings WHERE key = 'account'), '')
    -- The same person, after a server was set up again or at another address.
    AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.server = t.server AND a.id = t.account AND a.email <> ''
        AND lower(a.email) = lower((SELECT value FROM settings WHERE key = 'email')));
DROP VIEW conversations_of_other_accounts;
CREATE VIEW conversations_of_other_accounts AS
    SELECT c.pk FROM conversations c JOIN teams_of_other_accounts t ON t.pk = c.team;

CREATE TABLE others_edits(
    entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL, team INTEGER NOT NULL,
    made_under TEXT NOT NULL, was, value, base_rev INTEGER NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL,
    PRIMARY KEY (entity_type, entity_pk, field)) WITHOUT ROWID;

ALTER TABLE sync_queue ADD COLUMN made_under TEXT;
CREATE INDEX sync_queue_made_under ON sync_queue(made_under, team) WHERE made_under IS NOT NULL;

-- Counted first: the change of state is counted as one.
DROP TRIGGER sync_queue_added;
CREATE TRIGGER sync_queue_added AFTER INSERT ON sync_queue BEGIN
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    UPDATE sync_queue SET made_under = COALESCE((SELECT value FROM settings WHERE key = 'account'), ''),
            state = CASE WHEN state < 2 THEN 4 ELSE state END
        WHERE entity_type = NEW.entity_type AND entity_pk = NEW.entity_pk
            AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team);
END;

DROP TRIGGER sync_queue_held;
CREATE TRIGGER sync_queue_held AFTER UPDATE OF state ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 AND OLD.state < 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;

DROP TRIGGER conversations_edited;
CREATE TRIGGER conversations_edited AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) OR NEW.created_at IS NOT OLD.created_at OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('title', CASE WHEN NEW.title IS NOT OLD.title THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'provider', CASE WHEN NEW.provider IS NOT OLD.provider THEN t END, 'model', CASE WHEN NEW.model IS NOT OLD.model THEN t END, 'workspace', CASE WHEN NEW.workspace IS NOT OLD.workspace THEN t END, 'repository', CASE WHEN NEW.repository IS NOT OLD.repository THEN t END, 'visibility', CASE WHEN (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) THEN t END, 'created_at', CASE WHEN NEW.created_at IS NOT OLD.created_at THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
    UPDATE conversations SET updated_at = max(COALESCE(updated_at, 0), (SELECT hlc FROM sync_clock))
        WHERE pk = NEW.pk AND NEW.edited_at IS OLD.edited_at;
END;

CREATE TRIGGER conversations_edited_by_others AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR NEW.created_at IS NOT OLD.created_at OR NEW.extra IS NOT OLD.extra) BEGIN
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
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND was IS value;
END;

DROP TRIGGER conversations_removed;
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

DROP TRIGGER messages_edited;
CREATE TRIGGER messages_edited AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 2, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'role', CASE WHEN NEW.role IS NOT OLD.role THEN t END, 'timestamp', CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN t END, 'input_tokens', CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN t END, 'output_tokens', CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN t END, 'cost', CASE WHEN NEW.cost IS NOT OLD.cost THEN t END, 'metadata', CASE WHEN NEW.metadata IS NOT OLD.metadata THEN t END, 'content', CASE WHEN NEW.content IS NOT OLD.content THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
END;

CREATE TRIGGER messages_edited_by_others AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.extra IS NOT OLD.extra) BEGIN
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
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND was IS value;
END;

DROP TRIGGER messages_removed;
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

DROP TRIGGER tool_calls_edited;
CREATE TRIGGER tool_calls_edited AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 3, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'message_id', CASE WHEN NEW.message_id IS NOT OLD.message_id THEN t END, 'tool_name', CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'started_at', CASE WHEN NEW.started_at IS NOT OLD.started_at THEN t END, 'completed_at', CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN t END, 'duration_ms', CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN t END, 'error', CASE WHEN NEW.error IS NOT OLD.error THEN t END, 'arguments', CASE WHEN NEW.arguments IS NOT OLD.arguments THEN t END, 'result', CASE WHEN NEW.result IS NOT OLD.result THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
END;

CREATE TRIGGER tool_calls_edited_by_others AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.extra IS NOT OLD.extra) BEGIN
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
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND was IS value;
END;

DROP TRIGGER tool_calls_removed;
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
