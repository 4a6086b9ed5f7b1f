-- An agent goes on under the id that a restored row had before.
CREATE TABLE restored_ids(
    entity_type INTEGER NOT NULL, former TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity_type, former)) WITHOUT ROWID;
CREATE INDEX restored_ids_by_id ON restored_ids(entity_type, id);
