-- Rows of one's own that a server deletes stay in the trash for 30 days, by counted_from on the trash's own clock;
-- many at once are held until the person decides. learnt: a deletion that was never this device's own.
CREATE TABLE trash(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, conversation_id TEXT NOT NULL, team INTEGER NOT NULL,
    title TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL, counted_from INTEGER NOT NULL,
    PRIMARY KEY (entity_type, id));
CREATE INDEX trash_by_conversation ON trash(conversation_id);
CREATE INDEX trash_by_age ON trash(counted_from);
CREATE TABLE held_deletions(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, rev INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (entity_type, id)) WITHOUT ROWID;
ALTER TABLE tombstones ADD COLUMN learnt INTEGER NOT NULL DEFAULT 0;
