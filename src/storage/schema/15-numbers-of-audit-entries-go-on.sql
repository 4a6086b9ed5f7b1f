-- While a team waits for the person to say whether another stands for it, entries of both get their numbers from one
-- row: they may become one team's.
CREATE TRIGGER teams_audit_seq AFTER UPDATE OF audit_seq ON teams WHEN NEW.audit_seq > OLD.audit_seq BEGIN
    UPDATE teams SET audit_seq = NEW.audit_seq
        WHERE audit_seq < NEW.audit_seq AND (pk = NEW.predecessor OR predecessor = NEW.pk);
END;
