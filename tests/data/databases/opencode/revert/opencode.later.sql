DELETE FROM part WHERE message_id IN ('msg_93', 'msg_94');
DELETE FROM message WHERE id IN ('msg_93', 'msg_94');
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_95', 'ses_5a', 1789000006000, 1789000006000, '{"time":{"created":1789000006000},"role":"user","agent":"build","model":{"providerID":"p1","modelID":"m1"}}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_95_0', 'msg_95', 'ses_5a', 1789000006000, 1789000006000, '{"type":"text","text":"Third."}');
INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES('msg_96', 'ses_5a', 1789000007000, 1789000007000, '{"time":{"created":1789000007000,"completed":1789000007900},"role":"assistant","mode":"build","agent":"build","modelID":"m1","providerID":"p1","path":{"cwd":"/home/ana/shop","root":"/home/ana/shop"},"cost":0,"tokens":{"input":0,"output":0,"reasoning":0,"cache":{"read":0,"write":0}},"finish":"stop"}');
INSERT INTO part(id, message_id, session_id, time_created, time_updated, data) VALUES('prt_96_0', 'msg_96', 'ses_5a', 1789000007000, 1789000007000, '{"type":"text","text":"Three."}');
