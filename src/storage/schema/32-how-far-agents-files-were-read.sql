-- What is read of the files that agents leave (docs/sources.md): how far, which records are stored in which
-- conversation, so that a copy of them in a fork is not stored again, and of which kinds there were how many from which
-- no row comes. None of it is synced.
CREATE TABLE source_files(
    path TEXT PRIMARY KEY, agent TEXT NOT NULL, session TEXT NOT NULL,
    device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    generation INTEGER NOT NULL, offset INTEGER NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL,
    parser INTEGER NOT NULL, cursor TEXT NOT NULL, lines INTEGER NOT NULL, bad_lines INTEGER NOT NULL,
    gone INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX source_files_of_agent ON source_files(agent, path);
CREATE TABLE source_conversations(pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE source_records(key INTEGER PRIMARY KEY, conversation INTEGER NOT NULL);
CREATE TABLE source_kinds(
    agent TEXT NOT NULL, kind TEXT NOT NULL, known INTEGER NOT NULL, seen INTEGER NOT NULL,
    PRIMARY KEY (agent, known, kind)) WITHOUT ROWID;
