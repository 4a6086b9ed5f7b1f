CREATE TABLE project(id TEXT PRIMARY KEY, worktree TEXT NOT NULL, time_created INTEGER, time_updated INTEGER);
CREATE TABLE session_v2(id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, fork_session_id TEXT,
    fork_boundary TEXT, directory TEXT NOT NULL, path TEXT, title TEXT, version TEXT NOT NULL, model TEXT, agent TEXT,
    cost REAL NOT NULL DEFAULT 0, tokens_input INTEGER NOT NULL DEFAULT 0, permission TEXT, revert TEXT,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, time_archived INTEGER);
CREATE TABLE session_message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE UNIQUE INDEX session_message_seq ON session_message(session_id, seq);
INSERT INTO project(id, worktree) VALUES('prj_1', '/home/ana/shop');
INSERT INTO session_v2(id, project_id, directory, title, version, time_created, time_updated) VALUES('ses_8b', 'prj_1', '/home/ana/shop', 'Of the next channel', '2.0.12', 1789000001000, 1789000001000);
INSERT INTO session_message(id, session_id, type, seq, time_created, time_updated, data) VALUES('msg_g2', 'ses_8b', 'user', 1, 1789000002000, 1789000002000, '{"time":{"created":1789000002000},"text":"And this?"}');
