CREATE TABLE session_v2(id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, fork_session_id TEXT,
    fork_boundary TEXT, directory TEXT NOT NULL, path TEXT, title TEXT, version TEXT NOT NULL, model TEXT, agent TEXT,
    cost REAL NOT NULL DEFAULT 0, tokens_input INTEGER NOT NULL DEFAULT 0, permission TEXT, revert TEXT,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, time_archived INTEGER);
CREATE TABLE session_message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE UNIQUE INDEX session_message_seq ON session_message(session_id, seq);
INSERT INTO session_v2(id, project_id, directory, title, version, time_created, time_updated) VALUES('ses_3a', 'prj_1', '/home/ana/shop', 'Mend the VAT', '2.0.12', 1789000001000, 1789000001000);
INSERT INTO session_message(id, session_id, type, seq, time_created, time_updated, data) VALUES('msg_71', 'ses_3a', 'user', 1, 1789000002000, 1789000002000, '{"time":{"created":1789000002000},"text":"Why does the VAT test fail?"}');
INSERT INTO session_message(id, session_id, type, seq, time_created, time_updated, data) VALUES('msg_72', 'ses_3a', 'assistant', 2, 1789000003000, 1789000003000, '{"time":{"created":1789000003000,"completed":1789000003900},"finish":"stop","cost":0.0125,"tokens":{"input":120,"output":31,"reasoning":0,"cache":{"read":9000,"write":0}},"agent":"build","model":{"id":"m1","providerID":"p1"},"content":[{"type":"text","text":"The rate is read too early."}]}');
INSERT INTO session_v2(id, project_id, directory, title, version, time_created, time_updated) VALUES('ses_3c', 'prj_1', '/home/ana/shop', 'Only in version 2', '2.0.12', 1789000004000, 1789000004000);
INSERT INTO session_message(id, session_id, type, seq, time_created, time_updated, data) VALUES('msg_76', 'ses_3c', 'user', 1, 1789000005000, 1789000005000, '{"time":{"created":1789000005000},"text":"Which are new?"}');
INSERT INTO session_message(id, session_id, type, seq, time_created, time_updated, data) VALUES('msg_77', 'ses_3c', 'assistant', 2, 1789000006000, 1789000006000, '{"time":{"created":1789000006000,"completed":1789000006900},"finish":"stop","cost":0.0125,"tokens":{"input":120,"output":31,"reasoning":0,"cache":{"read":9000,"write":0}},"agent":"build","model":{"id":"m1","providerID":"p1"},"content":[{"type":"text","text":"These."}]}');
