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
INSERT INTO session(id, project_id, slug, directory, title, version, time_created, time_updated) VALUES('ses_3a', 'prj_1', 'quiet-fox', '/home/ana/shop', 'Mend the VAT', '1.4.2', 1789000001000, 1789000001000);
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_71', 'ses_3a', 1789000002000, 1789000002000, '{"time":{"created":1789000002000},"role":"user","agent":"build","model":{"providerID":"p1","modelID":"m1"}}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_71_0', 'msg_71', 'ses_3a', 1789000002000, 1789000002000, '{"type":"text","text":"Why does the VAT test fail?"}');
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_72', 'ses_3a', 1789000003000, 1789000003000, '{"time":{"created":1789000003000,"completed":1789000003900},"role":"assistant","mode":"build","agent":"build","modelID":"m1","providerID":"p1","path":{"cwd":"/home/ana/shop","root":"/home/ana/shop"},"cost":0.0125,"tokens":{"input":120,"output":31,"reasoning":0,"cache":{"read":9000,"write":0}},"finish":"stop"}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_72_0', 'msg_72', 'ses_3a', 1789000003000, 1789000003000, '{"type":"text","text":"The rate is read too early."}');
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_73', 'ses_3a', 1789000004000, 1789000004000, '{"time":{"created":1789000004000},"role":"user","agent":"build","model":{"providerID":"p1","modelID":"m1"}}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_73_0', 'msg_73', 'ses_3a', 1789000004000, 1789000004000, '{"type":"text","text":"Written by version 1 after the move."}');
INSERT INTO session(id, project_id, slug, directory, title, version, time_created, time_updated) VALUES('ses_3b', 'prj_1', 'quiet-fox', '/home/ana/shop', 'Only in version 1', '1.4.2', 1789000005000, 1789000005000);
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_74', 'ses_3b', 1789000006000, 1789000006000, '{"time":{"created":1789000006000},"role":"user","agent":"build","model":{"providerID":"p1","modelID":"m1"}}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_74_0', 'msg_74', 'ses_3b', 1789000006000, 1789000006000, '{"type":"text","text":"What is left?"}');
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_75', 'ses_3b', 1789000007000, 1789000007000, '{"time":{"created":1789000007000,"completed":1789000007900},"role":"assistant","mode":"build","agent":"build","modelID":"m1","providerID":"p1","path":{"cwd":"/home/ana/shop","root":"/home/ana/shop"},"cost":0,"tokens":{"input":0,"output":0,"reasoning":0,"cache":{"read":0,"write":0}},"finish":"stop"}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_75_0', 'msg_75', 'ses_3b', 1789000007000, 1789000007000, '{"type":"text","text":"Nothing."}');
