CREATE TABLE withheld_forms(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL,
    original TEXT NOT NULL, sent TEXT NOT NULL, PRIMARY KEY (entity_type, entity_pk, field, original, sent)) WITHOUT ROWID;
INSERT INTO withheld_forms SELECT entity_type, entity_pk, field, '', sent FROM sync_withheld;
DROP TABLE sync_withheld;
ALTER TABLE withheld_forms RENAME TO sync_withheld;
