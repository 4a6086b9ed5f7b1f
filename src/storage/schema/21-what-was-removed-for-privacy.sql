-- Removed for privacy on another device: the trash keeps what was written here (authored), purges the ids of the rest.
ALTER TABLE trash ADD COLUMN authored INTEGER NOT NULL DEFAULT 1;
ALTER TABLE held_deletions ADD COLUMN private INTEGER NOT NULL DEFAULT 0;
CREATE TABLE purges(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (entity_type, id)) WITHOUT ROWID;
