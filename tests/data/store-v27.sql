-- A device's store as version 27 of its schema left it: that of version 23 brought up to date, with fields in `extra` that
-- became columns with version 30, in rows of every state of the outbox; server-v2.sql is its server.
BEGIN TRANSACTION;
PRAGMA user_version=27;
CREATE TABLE accounts(server TEXT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL,
    PRIMARY KEY (server, id)) WITHOUT ROWID;
INSERT INTO "accounts" VALUES('https://sync.example.org','','ada@example.org');
CREATE TABLE audit_logs(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT,
    event_type TEXT,
    action TEXT,
    decision TEXT,
    risk_level TEXT,
    status TEXT,
    timestamp INTEGER,
    device_seq INTEGER,
    prev_hash TEXT,
    command TEXT,
    args TEXT,
    result TEXT,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1);
INSERT INTO "audit_logs" VALUES(1,'settled-a',1,12,1763795004000,0,'settled','permission','bash','denied',NULL,NULL,1763795004000,1,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "audit_logs" VALUES(2,'held-a',1,0,1763795048000,0,'held','permission','bash','denied',NULL,NULL,1763795048000,2,NULL,NULL,NULL,NULL,'{"agent":"claude-code","cwd":"/home/ada/web","decided_by":"person","evidence":"transcript","inferred":false,"reason":"use the fast suite","scope":"once","tool_call_id":"new-t"}',1);
INSERT INTO "audit_logs" VALUES(3,'new-a',1,0,1763795056000,0,NULL,'permission','bash','denied',NULL,NULL,1763795056000,3,NULL,NULL,NULL,NULL,'{"agent":"claude-code","cwd":"/home/ada/web","decided_by":"person","evidence":"transcript","inferred":false,"reason":"use the fast suite","scope":"once","tool_call_id":"new-t"}',1);
CREATE TABLE conflicts(
    id TEXT PRIMARY KEY, entity_type INTEGER NOT NULL, entity_id TEXT NOT NULL, conversation_id TEXT,
    field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL, losing_device TEXT NOT NULL,
    losing_device_name TEXT NOT NULL, winning_device_name TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    title TEXT NOT NULL, local_row TEXT, state INTEGER NOT NULL DEFAULT 0, edited_at INTEGER NOT NULL DEFAULT 0, winning_edited_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO "conflicts" VALUES('019aaa60-57c0-7ec3-bc48-0ceac462d498',1,'lost','','title','"Ada''s laptop says"','"Ada''s desktop says"','019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','','019aaa5f-dac0-7bfb-a799-fc70cc921d32','lww',1763795032000,'Ada''s laptop says','{"created_at":1763795007000,"id":"lost","title":"Ada''s laptop says","updated_at":1763795024000}',0,1763795024000,0);
CREATE TABLE conversations(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    status TEXT,
    provider TEXT,
    model TEXT,
    workspace TEXT,
    repository TEXT,
    visibility TEXT,
    created_at INTEGER,
    updated_at INTEGER,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, instants TEXT, shared_by TEXT NOT NULL DEFAULT '');
INSERT INTO "conversations" VALUES(1,'settled',1,1,1763795001000,0,'Fix the login',NULL,'acme',NULL,NULL,'git@example.org:acme/web.git',NULL,1763795001000,1763795001000,'{"agent":"claude-code"}',1,NULL,'');
INSERT INTO "conversations" VALUES(2,'of-ops',2,1,1763795005000,0,'Renew certificates',NULL,NULL,NULL,'/work/ops',NULL,NULL,1763795005000,1763795005000,NULL,1,NULL,'');
INSERT INTO "conversations" VALUES(3,'lost',1,17,1763795024000,0,'Ada''s desktop says',NULL,NULL,NULL,NULL,NULL,NULL,1763795007000,1763795030000,NULL,1,NULL,'');
INSERT INTO "conversations" VALUES(4,'shadowed',1,3,1763795034000,0,'Edited here',NULL,NULL,NULL,NULL,NULL,NULL,1763795008000,1763795034000,NULL,1,NULL,'');
INSERT INTO "conversations" VALUES(6,'to-delete',1,5,1763795058000,1,'Still there',NULL,NULL,NULL,NULL,NULL,NULL,1763795011000,1763795011000,NULL,1,NULL,'');
INSERT INTO "conversations" VALUES(7,'to-edit',1,6,1763795057000,0,'After',NULL,NULL,NULL,NULL,NULL,NULL,1763795013000,1763795058500,'{"git_branch":"main"}',1,NULL,'');
INSERT INTO "conversations" VALUES(8,'of-bob',1,15,0,0,'Shared by Bob',NULL,NULL,NULL,NULL,NULL,'team',1763795020000,1763795020000,NULL,0,NULL,'');
INSERT INTO "conversations" VALUES(9,'elsewhere',1,20,1763795039000,0,'In web',NULL,NULL,NULL,NULL,NULL,NULL,1763795039000,1763795039000,NULL,1,NULL,'');
INSERT INTO "conversations" VALUES(10,'held',1,0,1763795045000,0,'Held title',NULL,NULL,NULL,NULL,NULL,NULL,1763795045000,1763795045000,'{"agent":"claude-code","agent_version":"2.1","fork_point":"settled-m","git_branch":"fix/login","native_id":"5b0c","parent_id":"settled","relation":"fork"}',1,NULL,'');
INSERT INTO "conversations" VALUES(11,'kept',1,0,1763795049000,0,'Kept title',NULL,NULL,NULL,'/work/private/a',NULL,NULL,1763795049000,1763795049000,'{"agent":"claude-code","agent_version":"2.1","fork_point":"settled-m","git_branch":"fix/login","native_id":"5b0c","parent_id":"settled","relation":"fork"}',1,NULL,'');
INSERT INTO "conversations" VALUES(12,'in-flight',1,0,1763795051000,0,'Sent, not answered',NULL,NULL,NULL,NULL,NULL,NULL,1763795051000,1763795051000,NULL,1,NULL,'');
INSERT INTO "conversations" VALUES(13,'new',1,0,1763795053000,0,'Not sent yet',NULL,NULL,NULL,NULL,NULL,NULL,1763795053000,1763795053000,'{"agent":"claude-code","agent_version":"2.1","fork_point":"settled-m","git_branch":"fix/login","native_id":"5b0c","parent_id":"settled","relation":"fork"}',1,NULL,'');
CREATE TABLE devices(id TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "devices" VALUES('019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9',1763795000000);
CREATE TABLE held_deletions(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER NOT NULL, rev INTEGER NOT NULL,
    at INTEGER NOT NULL, private INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (entity_type, id)) WITHOUT ROWID;
INSERT INTO "held_deletions" VALUES(1,'settled',1,12,1763795060000,0);
CREATE TABLE import_marks(source TEXT NOT NULL, entity_type INTEGER NOT NULL, id TEXT NOT NULL, mark TEXT NOT NULL,
    PRIMARY KEY (source, entity_type, id)) WITHOUT ROWID;
INSERT INTO "import_marks" VALUES('claude-code',2,'settled-m','mark');
CREATE TABLE messages(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT,
    role TEXT,
    timestamp INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost REAL,
    metadata TEXT,
    content TEXT,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, instants TEXT);
INSERT INTO "messages" VALUES(1,'settled-m',1,7,1763795002000,0,'settled','user',1763795002000,12,NULL,0.25,NULL,'Why does it fail?','{"cwd":"/home/ada/web","kind":"prompt","mood":"calm","seq":1.5}',1,NULL);
INSERT INTO "messages" VALUES(2,'of-ops-m',2,2,1763795006000,0,'of-ops','user',1763795006000,12,NULL,0.25,NULL,'openssl x509','{"mood":"calm"}',1,NULL);
INSERT INTO "messages" VALUES(4,'to-delete-m',1,9,1763795012000,0,'to-delete','user',1763795012000,12,NULL,0.25,NULL,'and this','{"mood":"calm"}',1,NULL);
INSERT INTO "messages" VALUES(5,'secret-m',1,10,1763795014000,0,'settled','user',1763795014000,12,NULL,0.25,NULL,'the key is AKIAIOSFODNN7EXAMPLE, keep it','{"mood":"calm"}',1,NULL);
INSERT INTO "messages" VALUES(6,'of-bob-m',1,16,0,0,'of-bob','user',1763795021000,12,NULL,0.25,NULL,'hello team','{"mood":"calm"}',0,NULL);
INSERT INTO "messages" VALUES(7,'held-m',1,0,1763795046000,0,'held','user',1763795046000,12,NULL,0.25,NULL,'HELD-WORDS','{"attachments":[{"bytes":9,"kind":"image","media_type":"image/png"}],"cache_read_tokens":40122,"cache_write_tokens":2310,"cwd":"/home/ada/web","git_branch":"fix/login","kind":"reply","model":"example-1","mood":"calm","parent_id":"earlier","reasoning_tokens":12,"seq":7,"thinking":"Is it the clock?"}',1,NULL);
INSERT INTO "messages" VALUES(8,'kept-m',1,0,1763795050000,0,'kept','user',1763795050000,12,NULL,0.25,NULL,'KEPT-WORDS','{"attachments":[{"bytes":9,"kind":"image","media_type":"image/png"}],"cache_read_tokens":40122,"cache_write_tokens":2310,"cwd":"/home/ada/web","git_branch":"fix/login","kind":"reply","model":"example-1","mood":"calm","parent_id":"earlier","reasoning_tokens":12,"seq":7,"thinking":"Is it the clock?"}',1,NULL);
INSERT INTO "messages" VALUES(9,'in-flight-m',1,0,1763795052000,0,'in-flight','user',1763795052000,12,NULL,0.25,NULL,'on its way','{"kind":"prompt","model":{"name":"example-1"},"mood":"calm","seq":"seventh"}',1,NULL);
INSERT INTO "messages" VALUES(10,'new-m',1,0,1763795054000,0,'new','user',1763795054000,12,NULL,0.25,NULL,'waits','{"attachments":[{"bytes":9,"kind":"image","media_type":"image/png"}],"cache_read_tokens":40122,"cache_write_tokens":2310,"cwd":"/home/ada/web","git_branch":"fix/login","kind":"reply","model":"example-1","mood":"calm","parent_id":"earlier","reasoning_tokens":12,"seq":7,"thinking":"Is it the clock?"}',1,NULL);
INSERT INTO "messages" VALUES(11,'orphan-m',NULL,0,1763795059000,0,'nowhere','user',1763795059000,12,NULL,0.25,NULL,'its conversation never came','{"attachments":[{"bytes":9,"kind":"image","media_type":"image/png"}],"cache_read_tokens":40122,"cache_write_tokens":2310,"cwd":"/home/ada/web","git_branch":"fix/login","kind":"reply","model":"example-1","mood":"calm","parent_id":"earlier","reasoning_tokens":12,"seq":7,"thinking":"Is it the clock?"}',1,NULL);
CREATE TABLE others_edits(
    entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL, team INTEGER NOT NULL,
    made_under TEXT NOT NULL, was, value, base_rev INTEGER NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL,
    PRIMARY KEY (entity_type, entity_pk, field)) WITHOUT ROWID;
CREATE TABLE path_forms(path TEXT NOT NULL, form TEXT NOT NULL, present INTEGER NOT NULL,
    PRIMARY KEY (path, form)) WITHOUT ROWID;
CREATE TABLE person_keys(
    server TEXT NOT NULL, account TEXT NOT NULL, device_id TEXT NOT NULL,
    public_key TEXT NOT NULL, private_key TEXT NOT NULL, code_digits TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '', offered TEXT NOT NULL DEFAULT '', named TEXT NOT NULL DEFAULT '',
    refused TEXT NOT NULL DEFAULT '', asked_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (server, account)) WITHOUT ROWID;
CREATE TABLE privacy_ceilings(server TEXT NOT NULL, org_slug TEXT NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (server, org_slug)) WITHOUT ROWID;
CREATE TABLE privacy_rules(kind INTEGER NOT NULL, value TEXT NOT NULL, level INTEGER NOT NULL,
    PRIMARY KEY (kind, value)) WITHOUT ROWID;
INSERT INTO "privacy_rules" VALUES(2,'/work/private',0);
CREATE TABLE privacy_spellings(repository TEXT PRIMARY KEY, remote TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE purges(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, conversation_id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (entity_type, id)) WITHOUT ROWID;
INSERT INTO "purges" VALUES(1,'purged','purged',1763795060000);
CREATE TABLE quarantine(team INTEGER NOT NULL, entity_type INTEGER NOT NULL, id TEXT NOT NULL,
    rev INTEGER NOT NULL, payload TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (team, entity_type, id)) WITHOUT ROWID;
INSERT INTO "quarantine" VALUES(2,1,'elsewhere',3,'{"created_at":1763795042000,"id":"elsewhere","title":"In ops","updated_at":1763795042000,"workspace":"/work/ops"}','other_team',1763795044000);
CREATE TABLE restored_ids(
    entity_type INTEGER NOT NULL, former TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity_type, former)) WITHOUT ROWID;
INSERT INTO "restored_ids" VALUES(1,'former','settled');
CREATE TABLE settings(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "settings" VALUES('device_id','019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9');
INSERT INTO "settings" VALUES('email','ada@example.org');
INSERT INTO "settings" VALUES('org_slug','acme');
INSERT INTO "settings" VALUES('privacy_form|1','1|0|f3d7838fc05dfbbe');
INSERT INTO "settings" VALUES('privacy_form|2','1|0|f3d7838fc05dfbbe');
INSERT INTO "settings" VALUES('privacy_mode',0);
INSERT INTO "settings" VALUES('privacy_revision',1);
INSERT INTO "settings" VALUES('privacy_since',1763795044000);
INSERT INTO "settings" VALUES('server','https://sync.example.org');
INSERT INTO "settings" VALUES('signed_in','1');
CREATE TABLE sync_applying(reason INTEGER);
CREATE TABLE sync_clock(id INTEGER PRIMARY KEY CHECK (id = 1), hlc INTEGER NOT NULL, offset_ms INTEGER NOT NULL);
INSERT INTO "sync_clock" VALUES(1,1763795059000,0);
CREATE TABLE sync_counts(team INTEGER NOT NULL, state INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (team, state)) WITHOUT ROWID;
INSERT INTO "sync_counts" VALUES(0,0,1);
INSERT INTO "sync_counts" VALUES(1,0,9);
INSERT INTO "sync_counts" VALUES(1,1,1);
INSERT INTO "sync_counts" VALUES(1,2,4);
INSERT INTO "sync_counts" VALUES(1,3,2);
INSERT INTO "sync_counts" VALUES(2,0,0);
CREATE TABLE sync_log(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, team INTEGER, direction TEXT NOT NULL,
    conversations INTEGER NOT NULL, messages INTEGER NOT NULL, tool_calls INTEGER NOT NULL, audit_logs INTEGER NOT NULL,
    bytes INTEGER NOT NULL, outcome TEXT NOT NULL, held INTEGER NOT NULL DEFAULT 0, kept INTEGER NOT NULL DEFAULT 0, withheld TEXT NOT NULL DEFAULT '', touched TEXT NOT NULL DEFAULT '');
INSERT INTO "sync_log" VALUES(1,1763795015000,1,'push',6,4,1,1,2696,'ok',0,0,'secret:1','');
INSERT INTO "sync_log" VALUES(2,1763795015000,1,'pull',6,4,1,1,2072,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(3,1763795015000,2,'push',1,1,0,0,567,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(4,1763795015000,2,'pull',1,1,0,0,562,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(5,1763795017000,1,'push',1,0,0,0,250,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(6,1763795017000,1,'pull',1,1,0,0,382,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(7,1763795023000,1,'pull',1,1,0,0,578,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(8,1763795032000,1,'pull',1,0,0,0,367,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(9,1763795032000,1,'push',1,0,0,0,324,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(10,1763795037000,1,'pull',1,0,0,0,369,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(11,1763795040000,1,'push',1,0,0,0,309,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(12,1763795040000,1,'pull',1,0,0,0,360,'ok',0,0,'','');
INSERT INTO "sync_log" VALUES(13,1763795044000,2,'pull',1,0,0,0,382,'ok',0,0,'','');
CREATE TABLE sync_queue(
    entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, id TEXT NOT NULL, team INTEGER,
    action INTEGER NOT NULL, changed TEXT, base_rev INTEGER NOT NULL, known_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER NOT NULL, op_seq INTEGER, state INTEGER NOT NULL DEFAULT 0,
    retry_count INTEGER NOT NULL DEFAULT 0, next_attempt_at INTEGER NOT NULL DEFAULT 0,
    error_code TEXT, error_message TEXT, offer INTEGER NOT NULL DEFAULT 0, made_under TEXT,
    PRIMARY KEY (entity_type, entity_pk)) WITHOUT ROWID;
INSERT INTO "sync_queue" VALUES(1,4,'shadowed',1,1,'{"title":1763795034000}',3,0,1763795034000,NULL,1,1,0,'not_own','refused',0,NULL);
INSERT INTO "sync_queue" VALUES(1,6,'to-delete',1,2,NULL,5,20,1763795058000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(1,7,'to-edit',1,1,'{"title":1763795057000,"*":1763795058500}',6,0,1763795057000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(1,10,'held',1,0,NULL,0,0,1763795045000,NULL,2,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(1,11,'kept',1,0,NULL,0,0,1763795049000,NULL,3,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(1,12,'in-flight',1,0,NULL,0,0,1763795051000,16,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(1,13,'new',1,0,NULL,0,0,1763795053000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(2,1,'settled-m',1,1,'{"*":1763795058000}',7,0,1763795058000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(2,7,'held-m',1,0,NULL,0,0,1763795046000,NULL,2,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(2,8,'kept-m',1,0,NULL,0,0,1763795050000,NULL,3,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(2,9,'in-flight-m',1,0,NULL,0,0,1763795052000,17,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(2,10,'new-m',1,0,NULL,0,0,1763795054000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(2,11,'orphan-m',NULL,0,NULL,0,0,1763795059000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(3,2,'held-t',1,0,NULL,0,0,1763795047000,NULL,2,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(3,3,'new-t',1,0,NULL,0,0,1763795055000,NULL,0,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(4,2,'held-a',1,0,NULL,0,0,1763795048000,NULL,2,0,0,NULL,NULL,0,NULL);
INSERT INTO "sync_queue" VALUES(4,3,'new-a',1,0,NULL,0,0,1763795056000,NULL,0,0,0,NULL,NULL,0,NULL);
CREATE TABLE sync_shadow(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, rev INTEGER NOT NULL, payload TEXT,
    PRIMARY KEY (entity_type, entity_pk)) WITHOUT ROWID;
INSERT INTO "sync_shadow" VALUES(1,4,19,'{"created_at":1763795008000,"id":"shadowed","title":"Edited elsewhere","updated_at":1763795035000}');
CREATE TABLE "sync_withheld"(entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL, field TEXT NOT NULL,
    original TEXT NOT NULL, sent TEXT NOT NULL, PRIMARY KEY (entity_type, entity_pk, field, original, sent)) WITHOUT ROWID;
INSERT INTO "sync_withheld" VALUES(2,5,'content','','b735d1a5c6b36a50990400d5e8e939f2');
CREATE TABLE "teams"(
    pk INTEGER PRIMARY KEY,
    server TEXT NOT NULL, org_slug TEXT NOT NULL, team_id TEXT NOT NULL,
    slug TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, is_default INTEGER NOT NULL DEFAULT 0,
    cursor TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, epoch TEXT NOT NULL DEFAULT '',
    last_op_seq INTEGER NOT NULL DEFAULT 0, audit_seq INTEGER NOT NULL DEFAULT 0,
    last_push INTEGER, last_pull INTEGER, pull_failed INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0,
    rebuilding INTEGER NOT NULL DEFAULT 0,
    account TEXT NOT NULL DEFAULT '', standing INTEGER NOT NULL DEFAULT 0, predecessor INTEGER, proof TEXT NOT NULL DEFAULT '', proof_position INTEGER NOT NULL DEFAULT 0, full_pull INTEGER NOT NULL DEFAULT 0, former_epoch TEXT NOT NULL DEFAULT '',
    UNIQUE (server, team_id, account));
INSERT INTO "teams" VALUES(1,'https://sync.example.org','acme','019aaa5f-dac0-7a45-8ec0-357905d86105','web','Web','developer',1,1,'cMjA6MDE5YWFhNWYtZGFjMC03ODY3LTg5NjgtOTNiOWQyYzI0ZWU5',20,'019aaa5f-dac0-7867-8968-93b9d2c24ee9',17,3,1763795040000,1763795040000,0,0,0,'',0,NULL,'',0,0,'');
INSERT INTO "teams" VALUES(2,'https://sync.example.org','acme','019aaa5f-dac0-74d1-894b-f11bf9840d13','ops','Ops','developer',1,0,'cMzowMTlhYWE1Zi1kYWMwLTcwNjEtOTA4MC00NDBlNWM4MzllYTI',3,'019aaa5f-dac0-7061-9080-440e5c839ea2',2,0,1763795015000,1763795044000,0,0,0,'',0,NULL,'',0,0,'');
CREATE TABLE tombstones(id TEXT NOT NULL, entity_type INTEGER NOT NULL, rev INTEGER NOT NULL, team INTEGER, doubted INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0, learnt INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, entity_type)) WITHOUT ROWID;
INSERT INTO "tombstones" VALUES('deleted',1,13,1,0,1763795009000,0);
INSERT INTO "tombstones" VALUES('deleted-m',2,14,1,0,0,0);
CREATE TABLE tool_calls(
    pk INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, team INTEGER, base_rev INTEGER NOT NULL DEFAULT 0,
    edited_at INTEGER, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT,
    message_id TEXT,
    tool_name TEXT,
    status TEXT,
    started_at INTEGER,
    completed_at INTEGER,
    duration_ms INTEGER,
    error TEXT,
    arguments TEXT,
    result TEXT,
    extra TEXT, own INTEGER NOT NULL DEFAULT 1, instants TEXT);
INSERT INTO "tool_calls" VALUES(1,'settled-t',1,11,1763795003000,0,'settled','settled-m','bash','running',1763795003000,NULL,NULL,NULL,'{"command":"ls"}',NULL,NULL,1,NULL);
INSERT INTO "tool_calls" VALUES(2,'held-t',1,0,1763795047000,0,'held','held-m','bash','running',1763795047000,NULL,NULL,NULL,'{"command":"ls"}',NULL,'{"child_id":"child","cwd":"/home/ada/web","exit_code":1,"kind":"shell","result_bytes":12,"seq":8}',1,NULL);
INSERT INTO "tool_calls" VALUES(3,'new-t',1,0,1763795055000,0,'new','new-m','bash','running',1763795055000,NULL,NULL,NULL,'{"command":"ls"}',NULL,'{"child_id":"child","cwd":"/home/ada/web","exit_code":1,"kind":"shell","result_bytes":12,"seq":8}',1,NULL);
CREATE TABLE trash(
    entity_type INTEGER NOT NULL, id TEXT NOT NULL, conversation_id TEXT NOT NULL, team INTEGER NOT NULL,
    title TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL, counted_from INTEGER NOT NULL, authored INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (entity_type, id));
INSERT INTO "trash" VALUES(1,'gone','gone',1,'Deleted elsewhere','{"id":"gone","title":"Deleted elsewhere"}',1763795060000,1763795060000,1);
INSERT INTO "trash" VALUES(2,'gone-m','gone',1,'Deleted elsewhere','{"content":"kept","conversation_id":"gone","id":"gone-m","role":"user"}',1763795060000,1763795060000,1);
CREATE TABLE workspaces(
    pk INTEGER PRIMARY KEY, path TEXT UNIQUE, remote TEXT UNIQUE, team INTEGER,
    resolved_at INTEGER NOT NULL, expires_at INTEGER);
INSERT INTO "workspaces" VALUES(1,'/work/ops',NULL,2,1763795000000,NULL);
CREATE INDEX sync_queue_ready ON sync_queue(team, state, entity_type, entity_pk);
CREATE INDEX sync_queue_sent ON sync_queue(team, op_seq) WHERE op_seq IS NOT NULL;
CREATE INDEX sync_queue_due ON sync_queue(next_attempt_at) WHERE next_attempt_at > 0;
CREATE INDEX conflicts_unseen ON conflicts(at) WHERE state = 0;
CREATE INDEX conflicts_by_entity ON conflicts(entity_type, entity_id);
CREATE INDEX messages_by_conversation ON messages(conversation_id, timestamp, input_tokens, output_tokens, cost);
CREATE INDEX tool_calls_by_conversation ON tool_calls(conversation_id, started_at);
CREATE INDEX audit_logs_by_conversation ON audit_logs(conversation_id, timestamp);
CREATE INDEX conversations_unbound ON conversations(pk) WHERE team IS NULL;
CREATE INDEX audit_logs_unbound ON audit_logs(pk) WHERE team IS NULL;
CREATE VIEW team_ceilings AS
    SELECT t.pk AS team, p.level AS level
    FROM teams t JOIN privacy_ceilings p ON p.server = t.server AND p.org_slug = t.org_slug;
CREATE TRIGGER sync_queue_taken AFTER DELETE ON sync_queue BEGIN
    UPDATE sync_counts SET n = n - 1 WHERE team = COALESCE(OLD.team, 0) AND state = OLD.state;
END;
CREATE TRIGGER sync_queue_moved AFTER UPDATE OF team, state ON sync_queue
WHEN OLD.team IS NOT NEW.team OR OLD.state <> NEW.state BEGIN
    UPDATE sync_counts SET n = n - 1 WHERE team = COALESCE(OLD.team, 0) AND state = OLD.state;
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER conversations_arrived AFTER INSERT ON conversations WHEN NEW.team IS NOT NULL BEGIN
    UPDATE messages SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE tool_calls SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE audit_logs SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
END;
CREATE TRIGGER audit_logs_edited BEFORE UPDATE OF id, conversation_id, event_type, action, decision, risk_level,
    command, args, result, status, timestamp, prev_hash, extra, deleted ON audit_logs
WHEN OLD.edited_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_logs_renumbered BEFORE UPDATE OF device_seq ON audit_logs
WHEN OLD.device_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_logs_deleted BEFORE DELETE ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;
CREATE TRIGGER conversations_deleted BEFORE DELETE ON conversations WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE conversations SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER conversations_bound AFTER UPDATE OF team ON conversations WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 1 AND entity_pk = NEW.pk;
    UPDATE messages SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE tool_calls SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
    UPDATE audit_logs SET team = NEW.team WHERE conversation_id = NEW.id AND team IS NULL;
END;
CREATE TRIGGER messages_deleted BEFORE DELETE ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE messages SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER messages_bound AFTER UPDATE OF team ON messages WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 2 AND entity_pk = NEW.pk;
    
END;
CREATE TRIGGER tool_calls_deleted BEFORE DELETE ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE tool_calls SET deleted = 1 WHERE pk = OLD.pk AND deleted = 0;
    SELECT RAISE(IGNORE);
END;
CREATE TRIGGER tool_calls_bound AFTER UPDATE OF team ON tool_calls WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 3 AND entity_pk = NEW.pk;
    
END;
CREATE TRIGGER audit_logs_bound AFTER UPDATE OF team ON audit_logs WHEN OLD.team IS NULL AND NEW.team IS NOT NULL BEGIN
    UPDATE sync_queue SET team = NEW.team WHERE entity_type = 4 AND entity_pk = NEW.pk;
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;
CREATE VIEW conversation_totals AS
    SELECT c.id AS conversation_id,
        COALESCE(SUM(m.input_tokens), 0) + COALESCE(SUM(m.output_tokens), 0) AS total_tokens,
        COALESCE(SUM(m.cost), 0) AS total_cost,
        COUNT(m.timestamp) AS messages,
        COALESCE(MAX(m.timestamp), c.created_at, c.updated_at, 0) AS last_activity
    FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id GROUP BY c.pk;
CREATE TRIGGER messages_inserted AFTER INSERT ON messages WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE messages SET timestamp = COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE messages SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE messages SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 2, pk, id, team, 0, base_rev, edited_at, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM messages WHERE pk = NEW.pk;

END;
CREATE TRIGGER tool_calls_inserted AFTER INSERT ON tool_calls WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE tool_calls SET started_at = COALESCE(started_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE tool_calls SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE tool_calls SET team = (SELECT team FROM conversations WHERE id = NEW.conversation_id) WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 3, pk, id, team, 0, base_rev, edited_at, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM tool_calls WHERE pk = NEW.pk;

END;
CREATE TRIGGER audit_logs_inserted AFTER INSERT ON audit_logs WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE audit_logs SET timestamp = COALESCE(timestamp, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE audit_logs SET team = CASE WHEN NEW.conversation_id IS NULL THEN (SELECT pk FROM teams WHERE is_default = 1) ELSE (SELECT team FROM conversations WHERE id = NEW.conversation_id) END WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 4, pk, id, team, 0, base_rev, edited_at, CASE WHEN CASE WHEN NEW.conversation_id IS NULL THEN (SELECT value FROM settings WHERE key = 'privacy_level') ELSE (SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id) END = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END FROM audit_logs WHERE pk = NEW.pk;
    UPDATE teams SET audit_seq = audit_seq + 1
        WHERE pk = (SELECT team FROM audit_logs WHERE pk = NEW.pk AND device_seq IS NULL);
    UPDATE audit_logs SET device_seq = (SELECT audit_seq FROM teams WHERE pk = audit_logs.team)
        WHERE pk = NEW.pk AND device_seq IS NULL AND team IS NOT NULL;
END;
CREATE VIEW folder_rules AS
    SELECT value AS form, level, 1 AS present FROM privacy_rules WHERE kind = 2
    UNION ALL SELECT f.form, r.level, f.present FROM privacy_rules r JOIN path_forms f ON f.path = r.value
        WHERE r.kind = 2;
CREATE VIEW conversation_usual_levels AS
    SELECT c.id AS conversation_id, c.repository AS repository, c.workspace AS workspace,
        COALESCE(
            (SELECT r.level FROM privacy_spellings s JOIN privacy_rules r ON r.kind = 3 AND r.value = s.remote
                WHERE s.repository = c.repository),
            (SELECT level FROM privacy_rules WHERE kind = 4
                AND value = CASE WHEN json_valid(c.extra) THEN json_extract(c.extra, '$.agent') END),
            (SELECT level FROM privacy_rules WHERE kind = 4 AND value = c.provider),
            (SELECT value FROM settings WHERE key = 'privacy_level'), 2) AS otherwise,
        COALESCE((SELECT level FROM team_ceilings WHERE team = c.team), 3) AS most
    FROM conversations c;
CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations WHEN NOT EXISTS (SELECT 1 FROM sync_applying) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS NULL;
    UPDATE conversations SET created_at = COALESCE(created_at, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), updated_at = COALESCE(updated_at, (SELECT hlc FROM sync_clock)) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET edited_at = (SELECT hlc FROM sync_clock) WHERE pk = NEW.pk AND NEW.edited_at IS NULL;
    UPDATE conversations SET team = COALESCE((SELECT team FROM workspaces WHERE path = NEW.workspace AND team IS NOT NULL),
            CASE WHEN NEW.workspace <> '' AND EXISTS (SELECT 1 FROM workspaces WHERE path IS NOT NULL AND team IS NOT NULL) THEN NULL ELSE
            COALESCE((SELECT team FROM workspaces WHERE remote = NEW.repository AND team IS NOT NULL), (SELECT pk FROM teams WHERE is_default = 1)) END)
        WHERE pk = NEW.pk AND NEW.team IS NULL;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state)
        SELECT 1, pk, id, team, 0, base_rev, edited_at, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END FROM conversations WHERE pk = NEW.pk;

END;
CREATE TRIGGER teams_audit_seq AFTER UPDATE OF audit_seq ON teams WHEN NEW.audit_seq > OLD.audit_seq BEGIN
    UPDATE teams SET audit_seq = NEW.audit_seq
        WHERE audit_seq < NEW.audit_seq AND (pk = NEW.predecessor OR predecessor = NEW.pk);
END;
CREATE INDEX trash_by_conversation ON trash(conversation_id);
CREATE INDEX trash_by_age ON trash(counted_from);
CREATE INDEX restored_ids_by_id ON restored_ids(entity_type, id);
CREATE TRIGGER sync_queue_held_at_once AFTER INSERT ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;
CREATE TRIGGER conversations_stay_with_their_readers AFTER UPDATE OF visibility ON conversations
WHEN NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM sync_applying)
        AND EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE conversations SET visibility = OLD.visibility WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE VIEW teams_of_other_accounts AS SELECT t.pk FROM teams t
    WHERE t.active = 0 AND t.standing = 0 AND CAST((SELECT value FROM settings WHERE key = 'signed_in') AS TEXT) = '1'
    AND t.account <> COALESCE((SELECT value FROM settings WHERE key = 'account'), '')
    -- The same person, after a server was set up again or at another address.
    AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.server = t.server AND a.id = t.account AND a.email <> ''
        AND lower(a.email) = lower((SELECT value FROM settings WHERE key = 'email')));
CREATE VIEW conversations_of_other_accounts AS
    SELECT c.pk FROM conversations c JOIN teams_of_other_accounts t ON t.pk = c.team;
CREATE INDEX sync_queue_made_under ON sync_queue(made_under, team) WHERE made_under IS NOT NULL;
CREATE TRIGGER sync_queue_added AFTER INSERT ON sync_queue BEGIN
    INSERT INTO sync_counts VALUES (COALESCE(NEW.team, 0), NEW.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    UPDATE sync_queue SET made_under = COALESCE((SELECT value FROM settings WHERE key = 'account'), ''),
            state = CASE WHEN state < 2 THEN 4 ELSE state END
        WHERE entity_type = NEW.entity_type AND entity_pk = NEW.entity_pk
            AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team);
END;
CREATE TRIGGER sync_queue_held AFTER UPDATE OF state ON sync_queue
WHEN NEW.entity_type = 1 AND NEW.action = 0 AND NEW.state >= 2 AND OLD.state < 2 BEGIN
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 2 AND state < 2
        AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 3 AND state < 2
        AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    UPDATE sync_queue SET state = NEW.state, made_under = NEW.made_under, op_seq = NULL WHERE entity_type = 4 AND state < 2
        AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id = NEW.id);
END;
CREATE TRIGGER conversations_edited AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) OR NEW.created_at IS NOT OLD.created_at OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('title', CASE WHEN NEW.title IS NOT OLD.title THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'provider', CASE WHEN NEW.provider IS NOT OLD.provider THEN t END, 'model', CASE WHEN NEW.model IS NOT OLD.model THEN t END, 'workspace', CASE WHEN NEW.workspace IS NOT OLD.workspace THEN t END, 'repository', CASE WHEN NEW.repository IS NOT OLD.repository THEN t END, 'visibility', CASE WHEN (NEW.visibility IS NOT OLD.visibility AND NOT EXISTS (SELECT 1 FROM conversations_of_other_accounts WHERE pk = NEW.pk)) THEN t END, 'created_at', CASE WHEN NEW.created_at IS NOT OLD.created_at THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.title IS NOT OLD.title THEN 'title' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.provider IS NOT OLD.provider THEN 'provider' END, CASE WHEN NEW.model IS NOT OLD.model THEN 'model' END, CASE WHEN NEW.workspace IS NOT OLD.workspace THEN 'workspace' END, CASE WHEN NEW.repository IS NOT OLD.repository THEN 'repository' END, CASE WHEN NEW.created_at IS NOT OLD.created_at THEN 'created_at' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
    UPDATE conversations SET updated_at = max(COALESCE(updated_at, 0), (SELECT hlc FROM sync_clock))
        WHERE pk = NEW.pk AND NEW.edited_at IS OLD.edited_at;
END;
CREATE TRIGGER conversations_edited_by_others AFTER UPDATE ON conversations
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.title IS NOT OLD.title OR NEW.status IS NOT OLD.status OR NEW.provider IS NOT OLD.provider OR NEW.model IS NOT OLD.model OR NEW.workspace IS NOT OLD.workspace OR NEW.repository IS NOT OLD.repository OR NEW.created_at IS NOT OLD.created_at OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
        SELECT 1, NEW.pk, field, NEW.team, COALESCE((SELECT value FROM settings WHERE key = 'account'), ''), was, value, NEW.base_rev,
            CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END,
            CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END
        FROM (SELECT 'title' AS field, OLD.title AS was, NEW.title AS value WHERE NEW.title IS NOT OLD.title
            UNION ALL SELECT 'status', OLD.status, NEW.status WHERE NEW.status IS NOT OLD.status
            UNION ALL SELECT 'provider', OLD.provider, NEW.provider WHERE NEW.provider IS NOT OLD.provider
            UNION ALL SELECT 'model', OLD.model, NEW.model WHERE NEW.model IS NOT OLD.model
            UNION ALL SELECT 'workspace', OLD.workspace, NEW.workspace WHERE NEW.workspace IS NOT OLD.workspace
            UNION ALL SELECT 'repository', OLD.repository, NEW.repository WHERE NEW.repository IS NOT OLD.repository
            UNION ALL SELECT 'created_at', OLD.created_at, NEW.created_at WHERE NEW.created_at IS NOT OLD.created_at
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = NEW.pk AND was IS value;
END;
CREATE TRIGGER conversations_removed AFTER UPDATE OF deleted ON conversations
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL)) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    DELETE FROM sync_queue WHERE entity_type = 2 AND entity_pk IN (SELECT pk FROM messages WHERE conversation_id = NEW.id);
    DELETE FROM sync_queue WHERE entity_type = 3 AND entity_pk IN (SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT 1, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END, CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2 ELSE CASE WHEN (SELECT level FROM conversation_levels WHERE conversation_id = NEW.id) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE 0 END END WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER conversations_stay_with_their_account AFTER UPDATE OF deleted ON conversations
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 1 AND entity_pk = NEW.pk AND made_under IS NOT NULL) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE conversations SET deleted = 0, edited_at = OLD.edited_at WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER conversations_gone AFTER DELETE ON conversations BEGIN
    DELETE FROM others_edits WHERE entity_type = 1 AND entity_pk = OLD.pk;
END;
CREATE TRIGGER messages_edited AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 2, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'role', CASE WHEN NEW.role IS NOT OLD.role THEN t END, 'timestamp', CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN t END, 'input_tokens', CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN t END, 'output_tokens', CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN t END, 'cost', CASE WHEN NEW.cost IS NOT OLD.cost THEN t END, 'metadata', CASE WHEN NEW.metadata IS NOT OLD.metadata THEN t END, 'content', CASE WHEN NEW.content IS NOT OLD.content THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.role IS NOT OLD.role THEN 'role' END, CASE WHEN NEW.timestamp IS NOT OLD.timestamp THEN 'timestamp' END, CASE WHEN NEW.input_tokens IS NOT OLD.input_tokens THEN 'input_tokens' END, CASE WHEN NEW.output_tokens IS NOT OLD.output_tokens THEN 'output_tokens' END, CASE WHEN NEW.cost IS NOT OLD.cost THEN 'cost' END, CASE WHEN NEW.metadata IS NOT OLD.metadata THEN 'metadata' END, CASE WHEN NEW.content IS NOT OLD.content THEN 'content' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
END;
CREATE TRIGGER messages_edited_by_others AFTER UPDATE ON messages
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.role IS NOT OLD.role OR NEW.timestamp IS NOT OLD.timestamp OR NEW.input_tokens IS NOT OLD.input_tokens OR NEW.output_tokens IS NOT OLD.output_tokens OR NEW.cost IS NOT OLD.cost OR NEW.metadata IS NOT OLD.metadata OR NEW.content IS NOT OLD.content OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
        SELECT 2, NEW.pk, field, NEW.team, COALESCE((SELECT value FROM settings WHERE key = 'account'), ''), was, value, NEW.base_rev,
            CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END,
            CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT 'conversation_id' AS field, OLD.conversation_id AS was, NEW.conversation_id AS value WHERE NEW.conversation_id IS NOT OLD.conversation_id
            UNION ALL SELECT 'role', OLD.role, NEW.role WHERE NEW.role IS NOT OLD.role
            UNION ALL SELECT 'timestamp', OLD.timestamp, NEW.timestamp WHERE NEW.timestamp IS NOT OLD.timestamp
            UNION ALL SELECT 'input_tokens', OLD.input_tokens, NEW.input_tokens WHERE NEW.input_tokens IS NOT OLD.input_tokens
            UNION ALL SELECT 'output_tokens', OLD.output_tokens, NEW.output_tokens WHERE NEW.output_tokens IS NOT OLD.output_tokens
            UNION ALL SELECT 'cost', OLD.cost, NEW.cost WHERE NEW.cost IS NOT OLD.cost
            UNION ALL SELECT 'metadata', OLD.metadata, NEW.metadata WHERE NEW.metadata IS NOT OLD.metadata
            UNION ALL SELECT 'content', OLD.content, NEW.content WHERE NEW.content IS NOT OLD.content
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = NEW.pk AND was IS value;
END;
CREATE TRIGGER messages_removed AFTER UPDATE OF deleted ON messages
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL)) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT 2, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END, CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2 ELSE CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END END WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER messages_stay_with_their_account AFTER UPDATE OF deleted ON messages
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 2 AND entity_pk = NEW.pk AND made_under IS NOT NULL) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE messages SET deleted = 0, edited_at = OLD.edited_at WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER messages_gone AFTER DELETE ON messages BEGIN
    DELETE FROM others_edits WHERE entity_type = 2 AND entity_pk = OLD.pk;
END;
CREATE TRIGGER tool_calls_edited AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL))
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, changed, base_rev, edited_at, state)
        SELECT 3, NEW.pk, NEW.id, NEW.team, 1, json_patch('{}', json_object('conversation_id', CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN t END, 'message_id', CASE WHEN NEW.message_id IS NOT OLD.message_id THEN t END, 'tool_name', CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN t END, 'status', CASE WHEN NEW.status IS NOT OLD.status THEN t END, 'started_at', CASE WHEN NEW.started_at IS NOT OLD.started_at THEN t END, 'completed_at', CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN t END, 'duration_ms', CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN t END, 'error', CASE WHEN NEW.error IS NOT OLD.error THEN t END, 'arguments', CASE WHEN NEW.arguments IS NOT OLD.arguments THEN t END, 'result', CASE WHEN NEW.result IS NOT OLD.result THEN t END, '*', CASE WHEN NEW.extra IS NOT OLD.extra THEN t END)),
            min(NEW.base_rev, COALESCE((SELECT min(base_rev) FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), NEW.base_rev)), t, CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END AS t) WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            base_rev = min(base_rev, COALESCE((SELECT min(o.base_rev) FROM others_edits o WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END)), sync_queue.base_rev)),
            changed = CASE WHEN action = 2 THEN NULL ELSE json_patch(COALESCE(changed, '{}'), excluded.changed) END;
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND field IN (CASE WHEN NEW.conversation_id IS NOT OLD.conversation_id THEN 'conversation_id' END, CASE WHEN NEW.message_id IS NOT OLD.message_id THEN 'message_id' END, CASE WHEN NEW.tool_name IS NOT OLD.tool_name THEN 'tool_name' END, CASE WHEN NEW.status IS NOT OLD.status THEN 'status' END, CASE WHEN NEW.started_at IS NOT OLD.started_at THEN 'started_at' END, CASE WHEN NEW.completed_at IS NOT OLD.completed_at THEN 'completed_at' END, CASE WHEN NEW.duration_ms IS NOT OLD.duration_ms THEN 'duration_ms' END, CASE WHEN NEW.error IS NOT OLD.error THEN 'error' END, CASE WHEN NEW.arguments IS NOT OLD.arguments THEN 'arguments' END, CASE WHEN NEW.result IS NOT OLD.result THEN 'result' END, CASE WHEN NEW.extra IS NOT OLD.extra THEN '*' END);
END;
CREATE TRIGGER tool_calls_edited_by_others AFTER UPDATE ON tool_calls
WHEN NEW.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying) AND OLD.edited_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL)
    AND (NEW.conversation_id IS NOT OLD.conversation_id OR NEW.message_id IS NOT OLD.message_id OR NEW.tool_name IS NOT OLD.tool_name OR NEW.status IS NOT OLD.status OR NEW.started_at IS NOT OLD.started_at OR NEW.completed_at IS NOT OLD.completed_at OR NEW.duration_ms IS NOT OLD.duration_ms OR NEW.error IS NOT OLD.error OR NEW.arguments IS NOT OLD.arguments OR NEW.result IS NOT OLD.result OR NEW.extra IS NOT OLD.extra) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO others_edits(entity_type, entity_pk, field, team, made_under, was, value, base_rev, at, state)
        SELECT 3, NEW.pk, field, NEW.team, COALESCE((SELECT value FROM settings WHERE key = 'account'), ''), was, value, NEW.base_rev,
            CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END,
            CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END
        FROM (SELECT 'conversation_id' AS field, OLD.conversation_id AS was, NEW.conversation_id AS value WHERE NEW.conversation_id IS NOT OLD.conversation_id
            UNION ALL SELECT 'message_id', OLD.message_id, NEW.message_id WHERE NEW.message_id IS NOT OLD.message_id
            UNION ALL SELECT 'tool_name', OLD.tool_name, NEW.tool_name WHERE NEW.tool_name IS NOT OLD.tool_name
            UNION ALL SELECT 'status', OLD.status, NEW.status WHERE NEW.status IS NOT OLD.status
            UNION ALL SELECT 'started_at', OLD.started_at, NEW.started_at WHERE NEW.started_at IS NOT OLD.started_at
            UNION ALL SELECT 'completed_at', OLD.completed_at, NEW.completed_at WHERE NEW.completed_at IS NOT OLD.completed_at
            UNION ALL SELECT 'duration_ms', OLD.duration_ms, NEW.duration_ms WHERE NEW.duration_ms IS NOT OLD.duration_ms
            UNION ALL SELECT 'error', OLD.error, NEW.error WHERE NEW.error IS NOT OLD.error
            UNION ALL SELECT 'arguments', OLD.arguments, NEW.arguments WHERE NEW.arguments IS NOT OLD.arguments
            UNION ALL SELECT 'result', OLD.result, NEW.result WHERE NEW.result IS NOT OLD.result
            UNION ALL SELECT '*', OLD.extra, NEW.extra WHERE NEW.extra IS NOT OLD.extra) WHERE true
        ON CONFLICT(entity_type, entity_pk, field) DO UPDATE SET made_under = excluded.made_under, value = excluded.value,
            at = excluded.at, state = max(state, excluded.state);
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = NEW.pk AND was IS value;
END;
CREATE TRIGGER tool_calls_removed AFTER UPDATE OF deleted ON tool_calls
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND (NOT EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    OR EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL)) BEGIN
    UPDATE sync_clock SET hlc = max(hlc + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) WHERE NEW.edited_at IS OLD.edited_at;
    INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, known_rev, edited_at, state)
        SELECT 3, NEW.pk, NEW.id, NEW.team, 2, NEW.base_rev,
            COALESCE((SELECT position FROM teams WHERE pk = NEW.team), 0), CASE WHEN NEW.edited_at IS NOT OLD.edited_at THEN NEW.edited_at ELSE (SELECT hlc FROM sync_clock) END, CASE WHEN NEW.base_rev > 0 THEN (COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2 ELSE CASE WHEN COALESCE((SELECT level FROM conversation_levels WHERE conversation_id = NEW.conversation_id), (SELECT value FROM settings WHERE key = 'privacy_level')) = 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE COALESCE((SELECT q.state FROM conversations c JOIN sync_queue q ON q.entity_type = 1 AND q.entity_pk = c.pk WHERE c.id = NEW.conversation_id AND q.action = 0 AND q.state >= 2), 0) END END WHERE true
        ON CONFLICT(entity_type, entity_pk) DO UPDATE SET
            op_seq = NULL, retry_count = 0, next_attempt_at = 0, error_code = NULL, error_message = NULL,
            state = CASE WHEN state = 3 AND excluded.action = 2 AND excluded.base_rev > 0 THEN excluded.state
                WHEN state >= 2 THEN state WHEN excluded.state >= 2 THEN excluded.state ELSE 0 END,
            action = 2, changed = NULL, known_rev = excluded.known_rev, edited_at = excluded.edited_at;
END;
CREATE TRIGGER tool_calls_stay_with_their_account AFTER UPDATE OF deleted ON tool_calls
WHEN NEW.deleted = 1 AND OLD.deleted = 0 AND NOT EXISTS (SELECT 1 FROM sync_applying)
    AND EXISTS (SELECT 1 FROM teams_of_other_accounts WHERE pk = NEW.team)
    AND NOT EXISTS (SELECT 1 FROM sync_queue WHERE entity_type = 3 AND entity_pk = NEW.pk AND made_under IS NOT NULL) BEGIN
    INSERT INTO sync_applying VALUES (1);
    UPDATE tool_calls SET deleted = 0, edited_at = OLD.edited_at WHERE pk = NEW.pk;
    DELETE FROM sync_applying;
END;
CREATE TRIGGER tool_calls_gone AFTER DELETE ON tool_calls BEGIN
    DELETE FROM others_edits WHERE entity_type = 3 AND entity_pk = OLD.pk;
END;
CREATE VIEW conversation_levels AS
    SELECT u.conversation_id AS conversation_id, u.repository AS repository,
        COALESCE(
            (SELECT level FROM privacy_rules WHERE kind = 1 AND value = u.conversation_id),
            CASE WHEN EXISTS (SELECT 1 FROM privacy_rules WHERE kind = 2) THEN
                (SELECT min(min(
                    COALESCE((SELECT r.level FROM folder_rules r WHERE r.present = 1 AND (r.form = w.form OR r.form = '/'
                        OR substr(w.form, 1, length(r.form) + 1) = r.form || '/')
                        ORDER BY length(r.form) DESC, r.level LIMIT 1), CASE w.present WHEN 1 THEN u.otherwise ELSE 3 END),
                    COALESCE((SELECT min(r.level) FROM folder_rules r WHERE r.present = 0 AND (r.form = w.form
                        OR r.form = '/' OR substr(w.form, 1, length(r.form) + 1) = r.form || '/')), 3)))
                FROM (SELECT form, present FROM path_forms WHERE path = u.workspace
                    UNION ALL SELECT u.workspace, 1 WHERE NOT EXISTS (SELECT 1 FROM path_forms WHERE path = u.workspace)) w)
            END,
            u.otherwise) AS level, u.most AS most
    FROM conversation_usual_levels u;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('conversations',13);
INSERT INTO "sqlite_sequence" VALUES('messages',11);
INSERT INTO "sqlite_sequence" VALUES('tool_calls',3);
INSERT INTO "sqlite_sequence" VALUES('audit_logs',3);
COMMIT;
