-- A new conversation that stays here keeps the children recorded before it, also where it is queued so at once.
CREATE TRIGGER sync_queue_held_at_once AFTER INSERT ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;
UPDATE sync_queue SET op_seq = NULL, state = (SELECT q.state FROM messages m JOIN conversations c ON c.id = m.conversation_id
        JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE m.pk = sync_queue.entity_pk)
    WHERE entity_type = 2 AND state < 2 AND entity_pk IN (SELECT m.pk FROM sync_queue q JOIN conversations c
        ON c.pk = q.entity_pk JOIN messages m ON m.conversation_id = c.id WHERE q.entity_type = 1 AND q.action = 0 AND q.state >= 2);
UPDATE sync_queue SET op_seq = NULL, state = (SELECT q.state FROM tool_calls t JOIN conversations c ON c.id = t.conversation_id
        JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE t.pk = sync_queue.entity_pk)
    WHERE entity_type = 3 AND state < 2 AND entity_pk IN (SELECT t.pk FROM sync_queue q JOIN conversations c
        ON c.pk = q.entity_pk JOIN tool_calls t ON t.conversation_id = c.id WHERE q.entity_type = 1 AND q.action = 0 AND q.state >= 2);
