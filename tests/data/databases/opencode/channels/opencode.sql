CREATE TABLE project(id TEXT PRIMARY KEY, worktree TEXT NOT NULL, time_created INTEGER, time_updated INTEGER);
CREATE TABLE session(id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, slug TEXT NOT NULL,
    directory TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, share_url TEXT, revert TEXT, permission TEXT,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, time_compacting INTEGER, time_archived INTEGER);
CREATE TABLE message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER NOT NULL,
    time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE part(id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT NOT NULL,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX message_of_session ON message(session_id, time_created, id);
CREATE INDEX part_of_message ON part(message_id, id);
INSERT INTO project(id, worktree) VALUES('prj_1', '/home/ana/shop');
INSERT INTO session(id, project_id, slug, directory, title, version, time_created, time_updated) VALUES('ses_8a', 'prj_1', 'quiet-fox', '/home/ana/shop', 'Of the stable channel', '1.4.2', 1789000001000, 1789000001000);
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_g1', 'ses_8a', 1789000002000, 1789000002000, '{"time":{"created":1789000002000},"role":"user","agent":"build","model":{"providerID":"p1","modelID":"m1"}}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_g1_0', 'msg_g1', 'ses_8a', 1789000002000, 1789000002000, '{"type":"text","text":"Which channel?"}');
