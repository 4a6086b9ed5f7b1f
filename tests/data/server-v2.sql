-- The server's database as version 2 of its schema left it; store-v1.sql to store-v5.sql are devices of Ada's.
BEGIN TRANSACTION;
PRAGMA user_version=2;
CREATE TABLE "access_tokens"(
    hash TEXT PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE applied_ops(
    team INTEGER NOT NULL, device INTEGER NOT NULL, op_seq INTEGER NOT NULL, fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL, rev INTEGER NOT NULL, detail TEXT, PRIMARY KEY(team, device, op_seq)) WITHOUT ROWID;
INSERT INTO "applied_ops" VALUES(1,1,15,X'C12770B45BD91ED45515E8B70A5518A9',0,20,NULL);
INSERT INTO "applied_ops" VALUES(1,3,1,X'2735CCC3AF2E12CC0EF9FFAFD2AD2E8C',0,15,NULL);
INSERT INTO "applied_ops" VALUES(1,3,2,X'87FB1554D87DC659CDA44AB4416A4DAB',0,16,NULL);
INSERT INTO "applied_ops" VALUES(1,4,2,X'63D6D70783EF07245269BD9DA77391D0',0,19,NULL);
INSERT INTO "applied_ops" VALUES(2,2,1,X'E8BA4B9B20AECDB0CCC42899E24AF3EF',0,1,NULL);
INSERT INTO "applied_ops" VALUES(2,2,2,X'A80C6CBDF6A1605FB53459898B6C098D',0,2,NULL);
INSERT INTO "applied_ops" VALUES(2,5,1,X'BE7FC37747D44934D7548F79D0D65B47',0,3,NULL);
CREATE TABLE conflicts(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, rev INTEGER NOT NULL, id TEXT NOT NULL,
    type INTEGER NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL,
    losing_device INTEGER, winning_device INTEGER, reason TEXT NOT NULL, edited_at INTEGER NOT NULL,
    at INTEGER NOT NULL);
INSERT INTO "conflicts" VALUES(1,1,1,18,'019aaa60-57c0-7ec3-bc48-0ceac462d498',1,'lost','title','"Ada''s laptop says"','"Ada''s desktop says"',1,4,'lww',1763795024000,1763795032000);
CREATE TABLE device_grants(
    code_hash TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE, device_id TEXT NOT NULL, device_name TEXT NOT NULL,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, interval_s INTEGER NOT NULL,
    polled_at INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, user INTEGER, org INTEGER) WITHOUT ROWID;
CREATE TABLE devices(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    last_op_seq INTEGER NOT NULL DEFAULT 0, acked_through INTEGER NOT NULL DEFAULT 0, seen_at INTEGER NOT NULL,
    UNIQUE(team, user, id));
INSERT INTO "devices" VALUES(1,1,1,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9',15,14,1763795040000);
INSERT INTO "devices" VALUES(2,2,1,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9',2,0,1763795015000);
INSERT INTO "devices" VALUES(3,1,2,'019aaa5f-dac0-7732-8c3b-0aaaa62f2e74','019aaa5f-dac0-7732-8c3b-0aaaa62f2e74',2,0,1763795022000);
INSERT INTO "devices" VALUES(4,1,1,'019aaa5f-dac0-7bfb-a799-fc70cc921d32','019aaa5f-dac0-7bfb-a799-fc70cc921d32',2,1,1763795036000);
INSERT INTO "devices" VALUES(5,2,1,'019aaa60-7ae8-769e-a03c-c17d66c8da09','019aaa60-7ae8-769e-a03c-c17d66c8da09',1,0,1763795043000);
CREATE TABLE entities(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, type INTEGER NOT NULL, id TEXT NOT NULL,
    owner INTEGER NOT NULL, rev INTEGER NOT NULL, commit_ms INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT, edited_at INTEGER NOT NULL, device INTEGER NOT NULL, made_rev INTEGER NOT NULL,
    redacted INTEGER NOT NULL DEFAULT 0, stamps TEXT, payload TEXT, scope INTEGER NOT NULL DEFAULT 0);
INSERT INTO "entities" VALUES(1,1,1,'settled',1,1,1763795015000,0,NULL,1763795001000,1,1,0,NULL,'{"agent":"claude-code","created_at":1763795001000,"id":"settled","provider":"acme","repository":"git@example.org:acme/web.git","title":"Fix the login","updated_at":1763795001000}',0);
INSERT INTO "entities" VALUES(2,1,1,'lost',1,17,1763795031000,0,NULL,1763795007000,1,2,0,'{"title":[1763795030000,4,17]}','{"created_at":1763795007000,"id":"lost","title":"Ada''s desktop says","updated_at":1763795030000}',0);
INSERT INTO "entities" VALUES(3,1,1,'shadowed',1,19,1763795036000,0,NULL,1763795008000,1,3,0,'{"title":[1763795035000,4,19]}','{"created_at":1763795008000,"id":"shadowed","title":"Edited elsewhere","updated_at":1763795035000}',0);
INSERT INTO "entities" VALUES(4,1,1,'deleted',1,13,1763795017000,1,NULL,1763795016000,1,13,0,NULL,'{"created_at":1763795009000,"id":"deleted","title":"Gone","updated_at":1763795009000}',0);
INSERT INTO "entities" VALUES(5,1,1,'to-delete',1,5,1763795015000,0,NULL,1763795011000,1,5,0,NULL,'{"created_at":1763795011000,"id":"to-delete","title":"Still there","updated_at":1763795011000}',0);
INSERT INTO "entities" VALUES(6,1,1,'to-edit',1,6,1763795015000,0,NULL,1763795013000,1,6,0,NULL,'{"created_at":1763795013000,"id":"to-edit","title":"Before","updated_at":1763795013000}',0);
INSERT INTO "entities" VALUES(7,1,2,'settled-m',1,7,1763795015000,0,'settled',1763795002000,1,7,0,NULL,'{"content":"Why does it fail?","conversation_id":"settled","cost":0.25,"id":"settled-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795002000}',0);
INSERT INTO "entities" VALUES(8,1,2,'deleted-m',1,14,1763795017000,1,'deleted',1763795016000,1,14,0,NULL,'{"content":"gone too","conversation_id":"deleted","cost":0.25,"id":"deleted-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795010000}',0);
INSERT INTO "entities" VALUES(9,1,2,'to-delete-m',1,9,1763795015000,0,'to-delete',1763795012000,1,9,0,NULL,'{"content":"and this","conversation_id":"to-delete","cost":0.25,"id":"to-delete-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795012000}',0);
INSERT INTO "entities" VALUES(10,1,2,'secret-m',1,10,1763795015000,0,'settled',1763795014000,1,10,0,'{"content":[1763795014000,1,10,1]}','{"content":"the key is [withheld aws-key de240de5], keep it","conversation_id":"settled","cost":0.25,"id":"secret-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795014000}',0);
INSERT INTO "entities" VALUES(11,1,3,'settled-t',1,11,1763795015000,0,'settled',1763795003000,1,11,0,NULL,'{"arguments":{"command":"ls"},"conversation_id":"settled","id":"settled-t","message_id":"settled-m","started_at":1763795003000,"status":"running","tool_name":"bash"}',0);
INSERT INTO "entities" VALUES(12,1,4,'settled-a',1,12,1763795015000,0,'settled',1763795004000,1,12,0,NULL,'{"action":"bash","conversation_id":"settled","decision":"denied","device_seq":1,"event_type":"permission","id":"settled-a","timestamp":1763795004000}',0);
INSERT INTO "entities" VALUES(13,2,1,'of-ops',1,1,1763795015000,0,NULL,1763795005000,2,1,0,NULL,'{"created_at":1763795005000,"id":"of-ops","title":"Renew certificates","updated_at":1763795005000,"workspace":"/work/ops"}',0);
INSERT INTO "entities" VALUES(14,2,2,'of-ops-m',1,2,1763795015000,0,'of-ops',1763795006000,2,2,0,NULL,'{"content":"openssl x509","conversation_id":"of-ops","cost":0.25,"id":"of-ops-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795006000}',0);
INSERT INTO "entities" VALUES(15,1,1,'of-bob',2,15,1763795022000,0,NULL,1763795020000,3,15,0,NULL,'{"created_at":1763795020000,"id":"of-bob","title":"Shared by Bob","updated_at":1763795020000,"visibility":"team"}',1);
INSERT INTO "entities" VALUES(16,1,2,'of-bob-m',2,16,1763795022000,0,'of-bob',1763795021000,3,16,0,NULL,'{"content":"hello team","conversation_id":"of-bob","cost":0.25,"id":"of-bob-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795021000}',1);
INSERT INTO "entities" VALUES(17,1,1,'elsewhere',1,20,1763795040000,0,NULL,1763795039000,1,20,0,NULL,'{"created_at":1763795039000,"id":"elsewhere","title":"In web","updated_at":1763795039000}',0);
INSERT INTO "entities" VALUES(18,2,1,'elsewhere',1,3,1763795043000,0,NULL,1763795042000,5,3,0,NULL,'{"created_at":1763795042000,"id":"elsewhere","title":"In ops","updated_at":1763795042000,"workspace":"/work/ops"}',0);
CREATE TABLE org_members(
    org INTEGER NOT NULL REFERENCES orgs(pk), user INTEGER NOT NULL REFERENCES users(pk), role TEXT NOT NULL,
    PRIMARY KEY(org, user)) WITHOUT ROWID;
INSERT INTO "org_members" VALUES(1,1,'member');
INSERT INTO "org_members" VALUES(1,2,'member');
INSERT INTO "org_members" VALUES(2,1,'owner');
INSERT INTO "org_members" VALUES(3,2,'owner');
CREATE TABLE orgs(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    personal INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, config TEXT);
INSERT INTO "orgs" VALUES(1,'019aaa5f-dac0-786f-8efa-18235092eb22','acme','Acme',0,1763795000000,NULL);
INSERT INTO "orgs" VALUES(2,'019aaa5f-dac0-7176-ba08-f7aa46e5a0cd','personal-651e9940','Ada',1,1763795000000,NULL);
INSERT INTO "orgs" VALUES(3,'019aaa5f-dac0-782b-8aa5-581a9501d6a5','personal-63322303','Bob',1,1763795000000,NULL);
CREATE TABLE "refresh_tokens"(
    hash TEXT PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
    used_by TEXT) WITHOUT ROWID;
CREATE TABLE revoked_devices(
    user INTEGER NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(user, device_id)) WITHOUT ROWID;
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE team_members(
    team INTEGER NOT NULL REFERENCES teams(pk), user INTEGER NOT NULL REFERENCES users(pk), role TEXT NOT NULL,
    PRIMARY KEY(team, user)) WITHOUT ROWID;
INSERT INTO "team_members" VALUES(1,1,'developer');
INSERT INTO "team_members" VALUES(1,2,'developer');
INSERT INTO "team_members" VALUES(2,1,'developer');
INSERT INTO "team_members" VALUES(2,2,'developer');
INSERT INTO "team_members" VALUES(3,1,'admin');
INSERT INTO "team_members" VALUES(4,2,'admin');
CREATE TABLE teams(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org INTEGER NOT NULL REFERENCES orgs(pk), slug TEXT NOT NULL,
    name TEXT NOT NULL, personal INTEGER NOT NULL DEFAULT 0, repository TEXT,
    epoch TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 0, commit_ms INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL, UNIQUE(org, slug));
INSERT INTO "teams" VALUES(1,'019aaa5f-dac0-7a45-8ec0-357905d86105',1,'web','Web',0,NULL,'019aaa5f-dac0-7867-8968-93b9d2c24ee9',20,1763795040000,1763795000000);
INSERT INTO "teams" VALUES(2,'019aaa5f-dac0-74d1-894b-f11bf9840d13',1,'ops','Ops',0,NULL,'019aaa5f-dac0-7061-9080-440e5c839ea2',3,1763795043000,1763795000000);
INSERT INTO "teams" VALUES(3,'019aaa5f-dac0-7397-a8cb-6f435ec11a45',2,'personal','Ada',1,NULL,'019aaa5f-dac0-7f6f-a7bf-c5911fdcbdbf',0,0,1763795000000);
INSERT INTO "teams" VALUES(4,'019aaa5f-dac0-7788-b5bc-8633c6727c64',3,'personal','Bob',1,NULL,'019aaa5f-dac0-71eb-94a7-da70219cfb65',0,0,1763795000000);
CREATE TABLE token_families(
    pk INTEGER PRIMARY KEY, user INTEGER NOT NULL, org INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0, device_id TEXT NOT NULL DEFAULT '', device_name TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL DEFAULT 0, used_at INTEGER NOT NULL DEFAULT 0);
CREATE TABLE users(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    password TEXT NOT NULL, created_at INTEGER NOT NULL, disabled INTEGER NOT NULL DEFAULT 0);
INSERT INTO "users" VALUES(1,'019aaa5f-dac0-70ef-9b33-b67486bd618e','ada@example.org','Ada','$argon2id$v=19$m=8,t=1,p=1$4hkJ8j93xeraAYAM1Oqpmw$j/zfhPQiXAS66W3oUQ2Gxf0lSKaIFEKaOOPBD7TtVKM',1763795000000,0);
INSERT INTO "users" VALUES(2,'019aaa5f-dac0-7441-9bc1-ec0e0340624e','bob@example.org','Bob','$argon2id$v=19$m=8,t=1,p=1$r6vu053N3PDR+Gb1ZpnSjg$Xm+9Jp21RlzthTG8rFA/Z4OOkftbwZLdd9ePp23YRLg',1763795000000,0);
CREATE INDEX org_members_by_user ON org_members(user);
CREATE INDEX team_members_by_user ON team_members(user);
CREATE INDEX token_families_by_user ON token_families(user);
CREATE INDEX entities_by_rev ON entities(team, owner, rev);
CREATE UNIQUE INDEX conflicts_by_rev ON conflicts(team, user, rev);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens(family);
CREATE INDEX access_tokens_by_family ON access_tokens(family);
CREATE INDEX device_grants_by_end ON device_grants(expires_at);
CREATE UNIQUE INDEX entities_by_id ON entities(team, owner, type, id);
CREATE INDEX entities_shared_by_rev ON entities(team, rev) WHERE scope <> 0;
CREATE INDEX entities_shared_by_id ON entities(team, type, id) WHERE scope = 1;
CREATE INDEX entities_by_conversation ON entities(team, owner, conversation_id) WHERE deleted = 0;
CREATE INDEX entities_in_trash ON entities(team, commit_ms) WHERE deleted = 1 AND payload IS NOT NULL;
CREATE INDEX conflicts_by_entity ON conflicts(team, user, type, entity_id);
COMMIT;
