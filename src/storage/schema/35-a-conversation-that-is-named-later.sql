-- A message or tool call whose conversation was not here, and which is changed to name one that is, gets the team of that
-- one. Only a new row and a new conversation were looked at, so it waited for ever.
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
UPDATE messages SET team = (SELECT team FROM conversations WHERE id = conversation_id)
    WHERE team IS NULL AND EXISTS (SELECT 1 FROM conversations c WHERE c.id = conversation_id AND c.team IS NOT NULL);
UPDATE tool_calls SET team = (SELECT team FROM conversations WHERE id = conversation_id)
    WHERE team IS NULL AND EXISTS (SELECT 1 FROM conversations c WHERE c.id = conversation_id AND c.team IS NOT NULL);
