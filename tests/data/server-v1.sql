-- The server's database as version 1 of its schema left it: what step 2 must bring along.
BEGIN TRANSACTION;
CREATE TABLE access_tokens(
    hash BLOB PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "access_tokens" VALUES(X'BC6783DC7B24DCBF9E57305FCB10F6EEBD2CF87A0BDE37449CDD2252A01D93DE',2,1763795902000);
INSERT INTO "access_tokens" VALUES(X'CCA3351CFE68FD75D001F17B0BE92716B29A0484116E4F1DC9AAE2F8ED6692C3',1,1763795902000);
INSERT INTO "access_tokens" VALUES(X'E4165CDE8AEF5C3078431090576CCDF350222A4988B5F16CA74F0103E05E5BB9',1,1763795902000);
CREATE TABLE applied_ops(
    team INTEGER NOT NULL, device INTEGER NOT NULL, op_seq INTEGER NOT NULL, fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL, rev INTEGER NOT NULL, detail TEXT, PRIMARY KEY(team, device, op_seq)) WITHOUT ROWID;
INSERT INTO "applied_ops" VALUES(3,1,1,X'894415A5E1FDC78ABC690A7CC9350D0D',0,1,NULL);
INSERT INTO "applied_ops" VALUES(3,1,2,X'63EE642487E628F8F1566B1BE65F0140',0,4,NULL);
INSERT INTO "applied_ops" VALUES(3,1,3,X'01003281880CBFE1542C59B5D923CE1C',0,7,NULL);
INSERT INTO "applied_ops" VALUES(3,1,4,X'5C23E327BAFC06BA459CEFE9C6A20925',0,8,NULL);
INSERT INTO "applied_ops" VALUES(3,1,5,X'D6D1A3B6DF5776117161E714D5601CAF',0,2,NULL);
INSERT INTO "applied_ops" VALUES(3,1,6,X'7B881E05B404FEDA7DFE2F8AF3DA9B15',0,5,NULL);
INSERT INTO "applied_ops" VALUES(3,1,7,X'9C022D9533CE8CC7DC38FD8E0858F784',0,3,NULL);
INSERT INTO "applied_ops" VALUES(3,1,8,X'8E174B8C86F4486D20E5D3680E291417',0,6,NULL);
INSERT INTO "applied_ops" VALUES(3,1,9,X'B8DB0DE313AB3C95F66FD415046144C8',0,19,NULL);
INSERT INTO "applied_ops" VALUES(3,2,1,X'96901A841386E674D020549595E59899',0,9,NULL);
INSERT INTO "applied_ops" VALUES(3,2,2,X'014362D00830372C44052B6E2E7DCB00',0,12,NULL);
INSERT INTO "applied_ops" VALUES(3,2,3,X'7E771BF562518CA78D75E98DBA2C40C8',0,10,NULL);
INSERT INTO "applied_ops" VALUES(3,2,4,X'1E512D025A6D896FACEA5A2291562766',0,13,NULL);
INSERT INTO "applied_ops" VALUES(3,2,5,X'524BE66EBF20EE7CF2376286F2FA3726',0,11,NULL);
INSERT INTO "applied_ops" VALUES(3,2,6,X'81E49388AFC8E3F4872CC3A321701905',0,14,NULL);
INSERT INTO "applied_ops" VALUES(3,2,7,X'B2863CE068B3126B9BCF4D03785D8411',0,15,NULL);
INSERT INTO "applied_ops" VALUES(3,2,8,X'EFBDCEE20572E4D56D2AF9539DB2948F',0,17,NULL);
INSERT INTO "applied_ops" VALUES(3,2,9,X'7F9295CF5EF4FEA1DB2F264E1B60B16D',0,16,NULL);
INSERT INTO "applied_ops" VALUES(3,3,1,X'B588315C6B33911EA75C9487C00423D3',3,19,'{"code":"lww","conflictIds":["019aaa5f-e290-7ec3-bc48-0ceac462d498"],"lost":["title"],"otherDevice":"name of ada-laptop"}');
CREATE TABLE conflicts(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, rev INTEGER NOT NULL, id TEXT NOT NULL,
    type INTEGER NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL,
    losing_device INTEGER, winning_device INTEGER, reason TEXT NOT NULL, edited_at INTEGER NOT NULL,
    at INTEGER NOT NULL);
INSERT INTO "conflicts" VALUES(1,3,1,20,'019aaa5f-e290-7ec3-bc48-0ceac462d498',1,'shared','title','"Lost the race"','"Shared by Ada, renamed"',3,1,'lww',1763790004000,1763795002000);
CREATE TABLE devices(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    last_op_seq INTEGER NOT NULL DEFAULT 0, acked_through INTEGER NOT NULL DEFAULT 0, seen_at INTEGER NOT NULL,
    UNIQUE(team, user, id));
INSERT INTO "devices" VALUES(1,3,1,'ada-laptop','name of ada-laptop',9,0,1763795002000);
INSERT INTO "devices" VALUES(2,3,2,'bob-laptop','name of bob-laptop',9,0,1763795002000);
INSERT INTO "devices" VALUES(3,3,1,'ada-desktop','name of ada-desktop',1,0,1763795002000);
CREATE TABLE entities(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, type INTEGER NOT NULL, id TEXT NOT NULL,
    owner INTEGER NOT NULL, rev INTEGER NOT NULL, commit_ms INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT, edited_at INTEGER NOT NULL, device INTEGER NOT NULL, made_rev INTEGER NOT NULL,
    redacted INTEGER NOT NULL DEFAULT 0, stamps TEXT, payload TEXT);
INSERT INTO "entities" VALUES(1,3,1,'shared',1,19,1763795002000,0,NULL,1763790000000,1,1,0,'{"title":[1763790005000,1,19]}','{"id":"shared","status":"active","title":"Shared by Ada, renamed","updated_at":1763790000000,"visibility":"team"}');
INSERT INTO "entities" VALUES(2,3,1,'private',1,2,1763795000000,0,NULL,1763790000000,1,2,0,NULL,'{"id":"private","status":"active","title":"Ada''s own","updated_at":1763790000000,"visibility":"personal"}');
INSERT INTO "entities" VALUES(3,3,1,'plain',1,3,1763795000000,0,NULL,1763790000000,1,3,0,NULL,'{"id":"plain","status":"active","title":"Says nothing","updated_at":1763790000000}');
INSERT INTO "entities" VALUES(4,3,2,'s1',1,4,1763795000000,0,'shared',1763790000000,1,4,0,NULL,'{"content":"for all","conversation_id":"shared","id":"s1","role":"user"}');
INSERT INTO "entities" VALUES(5,3,2,'p1',1,5,1763795000000,0,'private',1763790000000,1,5,0,NULL,'{"content":"for Ada","conversation_id":"private","id":"p1","role":"user"}');
INSERT INTO "entities" VALUES(6,3,2,'n1',1,6,1763795000000,0,'plain',1763790000000,1,6,0,NULL,'{"content":"for Ada too","conversation_id":"plain","id":"n1","role":"user"}');
INSERT INTO "entities" VALUES(7,3,3,'t1',1,7,1763795000000,0,'shared',1763790000000,1,7,0,NULL,'{"conversation_id":"shared","id":"t1","message_id":"s1","status":"success","tool_name":"bash"}');
INSERT INTO "entities" VALUES(8,3,4,'a1',1,8,1763795000000,0,'shared',1763790000000,1,8,0,NULL,'{"action":"run","command":"make","conversation_id":"shared","event_type":"command","id":"a1"}');
INSERT INTO "entities" VALUES(9,3,1,'bobs',2,9,1763795001000,0,NULL,1763790000000,2,9,0,NULL,'{"id":"bobs","status":"active","title":"Bob''s","updated_at":1763790000000,"visibility":"personal"}');
INSERT INTO "entities" VALUES(10,3,1,'gone',2,17,1763795002000,1,NULL,1763790000000,2,17,0,NULL,'{"id":"gone","status":"active","title":"Shared, then deleted","updated_at":1763790000000,"visibility":"team"}');
INSERT INTO "entities" VALUES(11,3,1,'bobs-shared',2,11,1763795001000,0,NULL,1763790000000,2,11,0,NULL,'{"id":"bobs-shared","status":"active","title":"Shared by Bob","updated_at":1763790000000,"visibility":"team"}');
INSERT INTO "entities" VALUES(12,3,2,'b1',2,12,1763795001000,0,'bobs',1763790000000,2,12,0,NULL,'{"content":"for Bob","conversation_id":"bobs","id":"b1","role":"user"}');
INSERT INTO "entities" VALUES(13,3,2,'g1',2,18,1763795002000,1,'gone',1763790000000,2,18,0,NULL,'{"content":"went too","conversation_id":"gone","id":"g1","role":"user"}');
INSERT INTO "entities" VALUES(14,3,2,'bs1',2,14,1763795001000,0,'bobs-shared',1763790000000,2,14,0,NULL,'{"content":"Bob says","conversation_id":"bobs-shared","id":"bs1","role":"user"}');
INSERT INTO "entities" VALUES(15,3,2,'bs2',2,16,1763795002000,1,'bobs-shared',1763790000000,2,16,0,NULL,'{"content":"deleted alone","conversation_id":"bobs-shared","id":"bs2","role":"user"}');
CREATE TABLE org_members(
    org INTEGER NOT NULL REFERENCES orgs(pk), user INTEGER NOT NULL REFERENCES users(pk), role TEXT NOT NULL,
    PRIMARY KEY(org, user)) WITHOUT ROWID;
INSERT INTO "org_members" VALUES(1,1,'owner');
INSERT INTO "org_members" VALUES(2,2,'owner');
INSERT INTO "org_members" VALUES(3,1,'member');
INSERT INTO "org_members" VALUES(3,2,'member');
CREATE TABLE orgs(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    personal INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL);
INSERT INTO "orgs" VALUES(1,'019aaa5f-dac0-74d1-894b-f11bf9840d13','personal-9a45e67a','Ada',1,1763795000000);
INSERT INTO "orgs" VALUES(2,'019aaa5f-dac0-7397-a8cb-6f435ec11a45','personal-dc030d76','Bob',1,1763795000000);
INSERT INTO "orgs" VALUES(3,'019aaa5f-dac0-7332-9a0d-9f6c02faf81c','acme','Acme',0,1763795000000);
CREATE TABLE refresh_tokens(
    hash BLOB PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
    used_by TEXT) WITHOUT ROWID;
INSERT INTO "refresh_tokens" VALUES(X'178D68BE0CCBB22C94C75A06965A21CC0BE2924082B76E9BE8A9088628CF2AC1',1,1766387002000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES(X'2839176024A6F67C39FE3D38FD7D91A919B1B5E7E8364E0B662A9AF72F51ACC7',2,1766387002000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES(X'A865D4166E52F9213104FFE3375F6570D936FA50B476FEF4C3D3F0117B9F04E1',1,1766387002000,1763795002000,'ada-laptop');
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE team_members(
    team INTEGER NOT NULL REFERENCES teams(pk), user INTEGER NOT NULL REFERENCES users(pk), role TEXT NOT NULL,
    PRIMARY KEY(team, user)) WITHOUT ROWID;
INSERT INTO "team_members" VALUES(1,1,'owner');
INSERT INTO "team_members" VALUES(2,2,'owner');
INSERT INTO "team_members" VALUES(3,1,'developer');
INSERT INTO "team_members" VALUES(3,2,'admin');
CREATE TABLE teams(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, org INTEGER NOT NULL REFERENCES orgs(pk), slug TEXT NOT NULL,
    name TEXT NOT NULL, personal INTEGER NOT NULL DEFAULT 0, repository TEXT,
    epoch TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 0, commit_ms INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL, UNIQUE(org, slug));
INSERT INTO "teams" VALUES(1,'019aaa5f-dac0-7061-9080-440e5c839ea2',1,'personal','Ada',1,NULL,'019aaa5f-dac0-70ef-9b33-b67486bd618e',0,0,1763795000000);
INSERT INTO "teams" VALUES(2,'019aaa5f-dac0-7f6f-a7bf-c5911fdcbdbf',2,'personal','Bob',1,NULL,'019aaa5f-dac0-7441-9bc1-ec0e0340624e',0,0,1763795000000);
INSERT INTO "teams" VALUES(3,'019aaa5f-dac0-7b6c-b130-b12d96c7b111',3,'web','Web',0,NULL,'019aaa5f-dac0-782b-8aa5-581a9501d6a5',20,1763795002000,1763795000000);
INSERT INTO "teams" VALUES(4,'019aaa5f-dac0-7788-b5bc-8633c6727c64',3,'ops','Ops',0,NULL,'019aaa5f-dac0-71eb-94a7-da70219cfb65',0,0,1763795000000);
CREATE TABLE token_families(
    pk INTEGER PRIMARY KEY, user INTEGER NOT NULL, org INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0);
INSERT INTO "token_families" VALUES(1,1,3,1771571002000,0);
INSERT INTO "token_families" VALUES(2,1,1,1771571002000,0);
CREATE TABLE users(
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    password TEXT NOT NULL, created_at INTEGER NOT NULL);
INSERT INTO "users" VALUES(1,'019aaa5f-dac0-786f-8efa-18235092eb22','ada@example.org','Ada','$argon2id$v=19$m=8,t=1,p=1$1Ar7zr3amB55qPgNo3RTpA$4gAr5sZhQUDqSFCXaEp8R++U/3ldVcntl/gAwNKi3bU',1763795000000);
INSERT INTO "users" VALUES(2,'019aaa5f-dac0-751e-a35a-747e05fcbc38','bob@example.org','Bob','$argon2id$v=19$m=8,t=1,p=1$4uSabdTYjLN0tQNDxGbBbw$wqBlAVKlLZTx4OuOc93sbXj1jSmeOD9S3rxpPuEZGus',1763795000000);
CREATE INDEX org_members_by_user ON org_members(user);
CREATE INDEX team_members_by_user ON team_members(user);
CREATE INDEX token_families_by_user ON token_families(user);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens(family);
CREATE INDEX access_tokens_by_family ON access_tokens(family);
CREATE UNIQUE INDEX entities_by_id ON entities(team, type, id);
CREATE INDEX entities_by_rev ON entities(team, owner, rev);
CREATE INDEX entities_by_conversation ON entities(team, conversation_id) WHERE deleted = 0 AND conversation_id IS NOT NULL;
CREATE INDEX entities_in_trash ON entities(commit_ms) WHERE deleted = 1 AND payload IS NOT NULL;
CREATE UNIQUE INDEX conflicts_by_rev ON conflicts(team, user, rev);
CREATE INDEX conflicts_by_entity ON conflicts(team, type, entity_id);
COMMIT;
PRAGMA user_version=1;
