-- The server's database as version 8 of its schema left it: that of version 2 brought up to date, with sign-ins, keys
-- and what devices sent since, before and after a new history; store-v34.sql is a device of Ada's from before that.
BEGIN TRANSACTION;
PRAGMA user_version=8;
PRAGMA application_id=1297314422;
CREATE TABLE "access_tokens"(
    hash TEXT PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "access_tokens" VALUES('13de65735754ca5f85be65e2745fc0259f44d97765832c593e49f76d01902ac3',4,1763796260000);
INSERT INTO "access_tokens" VALUES('1fca5b73276e82f8a9e8dbe90feb639b0c7f91df701798b8047058d08213424e',7,1763796261000);
INSERT INTO "access_tokens" VALUES('3bdde203d37980ec8158e5dd191266d3410984d5d4cf66433515ce0c88b4e50f',4,1763796259000);
INSERT INTO "access_tokens" VALUES('c54aaeb919170914eddfaeff9556d564ab22b8eb3b74e7cb68678a2e400441e4',5,1763796260000);
INSERT INTO "access_tokens" VALUES('d6f27056916da46721078f08ff718bc63c9f65ded83b440c59c5b64cbafb5aa2',6,1763796260000);
INSERT INTO "access_tokens" VALUES('e7f6c011776e8db7cd330b54174fd76f7d0216b612387a5ffcfb81e6f0919683',3,1763795907000);
INSERT INTO "access_tokens" VALUES('ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d',1,1763795940000);
CREATE TABLE applied_ops(
    team INTEGER NOT NULL, device INTEGER NOT NULL, op_seq INTEGER NOT NULL, fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL, rev INTEGER NOT NULL, detail TEXT, PRIMARY KEY(team, device, op_seq)) WITHOUT ROWID;
INSERT INTO "applied_ops" VALUES(1,1,15,X'C12770B45BD91ED45515E8B70A5518A9',0,20,NULL);
INSERT INTO "applied_ops" VALUES(1,3,1,X'2735CCC3AF2E12CC0EF9FFAFD2AD2E8C',0,15,NULL);
INSERT INTO "applied_ops" VALUES(1,3,2,X'87FB1554D87DC659CDA44AB4416A4DAB',0,16,NULL);
INSERT INTO "applied_ops" VALUES(1,4,2,X'63D6D70783EF07245269BD9DA77391D0',0,19,NULL);
INSERT INTO "applied_ops" VALUES(1,6,33,X'73964619ED3E74A3C5C6DE2E9EF0906C',0,41,NULL);
INSERT INTO "applied_ops" VALUES(1,6,34,X'929FCC06292503D4567720231AD408C0',0,42,NULL);
INSERT INTO "applied_ops" VALUES(1,8,5,X'47B1625F6A31FA5D0BA5B80D6703A438',2,15,NULL);
INSERT INTO "applied_ops" VALUES(1,8,6,X'BC14047A5A16B97886F6FC0B91A78DC2',2,39,NULL);
INSERT INTO "applied_ops" VALUES(1,8,7,X'DA40BBBF60790FB29FFD6EF8C23234C7',2,37,NULL);
INSERT INTO "applied_ops" VALUES(1,8,8,X'87FB1554D87DC659CDA44AB4416A4DAB',2,16,NULL);
INSERT INTO "applied_ops" VALUES(1,8,9,X'9C2B9E1B72BDE22FAD552B27E3B9DECA',2,38,NULL);
INSERT INTO "applied_ops" VALUES(1,9,2,X'47B1625F6A31FA5D0BA5B80D6703A438',2,15,NULL);
INSERT INTO "applied_ops" VALUES(1,9,3,X'1AFB63C68471A4CD311F2DEE5F684BD0',2,39,NULL);
INSERT INTO "applied_ops" VALUES(1,9,4,X'DA40BBBF60790FB29FFD6EF8C23234C7',2,37,NULL);
INSERT INTO "applied_ops" VALUES(1,9,5,X'87FB1554D87DC659CDA44AB4416A4DAB',2,16,NULL);
INSERT INTO "applied_ops" VALUES(1,9,6,X'9C2B9E1B72BDE22FAD552B27E3B9DECA',2,38,NULL);
INSERT INTO "applied_ops" VALUES(1,10,1,X'F31DDE20F28A8CBDEF67A1CE00B91B6D',4,0,'{"code":"forbidden","message":"it belongs to someone else"}');
INSERT INTO "applied_ops" VALUES(2,2,1,X'E8BA4B9B20AECDB0CCC42899E24AF3EF',0,1,NULL);
INSERT INTO "applied_ops" VALUES(2,2,2,X'A80C6CBDF6A1605FB53459898B6C098D',0,2,NULL);
INSERT INTO "applied_ops" VALUES(2,5,1,X'BE7FC37747D44934D7548F79D0D65B47',0,3,NULL);
INSERT INTO "applied_ops" VALUES(2,7,3,X'D1F27A6E6AE3EB868870AFA47C429778',2,5,NULL);
INSERT INTO "applied_ops" VALUES(2,7,4,X'298F104EAF586AA9B0F28018F649FF50',2,4,NULL);
INSERT INTO "applied_ops" VALUES(2,7,5,X'A80C6CBDF6A1605FB53459898B6C098D',2,2,NULL);
CREATE TABLE conflicts(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, rev INTEGER NOT NULL, id TEXT NOT NULL,
    type INTEGER NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, losing TEXT NOT NULL, winning TEXT NOT NULL,
    losing_device INTEGER, winning_device INTEGER, reason TEXT NOT NULL, edited_at INTEGER NOT NULL,
    at INTEGER NOT NULL);
INSERT INTO "conflicts" VALUES(1,1,1,18,'019aaa60-57c0-7ec3-bc48-0ceac462d498',1,'lost','title','"Ada''s laptop says"','"Ada''s desktop says"',1,4,'lww',1763795024000,1763795032000);
INSERT INTO "conflicts" VALUES(2,1,2,40,'019aaa65-e5a0-7357-95bc-7bb8e7a56b41',1,'of-bob-plan','title','"Bob''s tablet says"','"Bob''s phone says"',8,9,'lww',1763795393000,1763795396000);
CREATE TABLE device_grants(
    code_hash TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE, device_id TEXT NOT NULL, device_name TEXT NOT NULL,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, interval_s INTEGER NOT NULL,
    polled_at INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, user INTEGER, org INTEGER) WITHOUT ROWID;
INSERT INTO "device_grants" VALUES('52ee063539a51a313b37867e4bd6129e5fb38a3943255cfbccccca997239cd62','b963b21c6e4613bf59bc6b2ece36bb229511f6a277047105a2f677d425a35aa2','019aaa65-60d0-7f19-bf19-8c7022a70482','Ada''s tablet',1763795362000,1763795962000,5,0,'approved',1,1);
INSERT INTO "device_grants" VALUES('7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451','e629fa6598d732768f7c726b4b621285f9c3b85303900aa912017db7617d8bdb','019aaa60-8a88-7b1c-9f4e-52d1c0a7e311','build machine',1763795041000,1763795641000,5,1763795042000,'pending',NULL,NULL);
INSERT INTO "device_grants" VALUES('a2f09fa329ee16994522dbec4c74a11317a7dc1aa439242159a59f81946f7191','772ac32493a5211ea90c5e88aa52290049af11e2d585c0b87542e6cf2aad3421','019aaa65-60d0-76ca-9b4a-0c99320c08bc','build machine',1763795362000,1763795962000,5,1763795368000,'pending',NULL,NULL);
INSERT INTO "device_grants" VALUES('a5e7398b68fd6f16a068c7b514aaf836f1fa2d89522c5a8b01537810d4086e98','14bce737689abe3c3ad8c72060f71fe949ae53d4b7d5c83d545802cc8f3269d8','019aaa65-60d0-745c-9dba-5c0bf75ba514','who knows',1763795362000,1763795962000,5,0,'denied',0,0);
CREATE TABLE device_keys(
    user INTEGER NOT NULL, device_id TEXT NOT NULL, public_key TEXT NOT NULL, key_id TEXT NOT NULL DEFAULT '',
    sealed TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL, PRIMARY KEY(user, device_id)) WITHOUT ROWID;
INSERT INTO "device_keys" VALUES(1,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','QsWv7Nigjs7j_VEsDxElwNLaumtn3CMz4tRJRsW4cGA','Rwr1l86L_nJOGLo1xkW9wQ','',1763795368000);
INSERT INTO "device_keys" VALUES(1,'019aaa65-5518-7ad7-8611-5e200cc2e111','T5SBzA2Pw6a5PxntioxzfRg-sB6pTgL88fc0Gy0RIUE','','BxDKQXN8_OFP6YxS4OklZgBIbpnx51TCUTRjPEiJwma7OfbU-CFyMjltti0USRMmA24ZS8pDRseFhyRVMImX2F-P0gTFRMDyZoQ479JJRFC9lYUdNBGL2vYILTiFjpAflfmfqbTp1rK9--FtS5Pzog',1763795368000);
CREATE TABLE devices(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, user INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    last_op_seq INTEGER NOT NULL DEFAULT 0, acked_through INTEGER NOT NULL DEFAULT 0, seen_at INTEGER NOT NULL,
    UNIQUE(team, user, id));
INSERT INTO "devices" VALUES(1,1,1,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9',15,14,1763795040000);
INSERT INTO "devices" VALUES(2,2,1,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9',2,0,1763795015000);
INSERT INTO "devices" VALUES(3,1,2,'019aaa5f-dac0-7732-8c3b-0aaaa62f2e74','019aaa5f-dac0-7732-8c3b-0aaaa62f2e74',2,0,1763795022000);
INSERT INTO "devices" VALUES(4,1,1,'019aaa5f-dac0-7bfb-a799-fc70cc921d32','019aaa5f-dac0-7bfb-a799-fc70cc921d32',2,1,1763795036000);
INSERT INTO "devices" VALUES(5,2,1,'019aaa60-7ae8-769e-a03c-c17d66c8da09','019aaa60-7ae8-769e-a03c-c17d66c8da09',1,0,1763795043000);
INSERT INTO "devices" VALUES(6,1,1,'019aaa65-5518-7ad7-8611-5e200cc2e111','019aaa65-5518-7ad7-8611-5e200cc2e111',34,32,1763795416000);
INSERT INTO "devices" VALUES(7,2,1,'019aaa65-5518-7ad7-8611-5e200cc2e111','019aaa65-5518-7ad7-8611-5e200cc2e111',5,2,1763795411000);
INSERT INTO "devices" VALUES(8,1,2,'019aaa65-be90-744b-b763-63f21de45469','019aaa65-be90-744b-b763-63f21de45469',9,4,1763795413000);
INSERT INTO "devices" VALUES(9,1,2,'019aaa65-d218-7a08-8fd8-bb09b61c4d7a','019aaa65-d218-7a08-8fd8-bb09b61c4d7a',6,1,1763795417000);
INSERT INTO "devices" VALUES(10,1,2,'019aaa65-e5a0-7a2c-9fa2-7db0dda2816e','Bob''s script',1,0,1763795396000);
CREATE TABLE entities(
    pk INTEGER PRIMARY KEY, team INTEGER NOT NULL, type INTEGER NOT NULL, id TEXT NOT NULL,
    owner INTEGER NOT NULL, rev INTEGER NOT NULL, commit_ms INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
    conversation_id TEXT, edited_at INTEGER NOT NULL, device INTEGER NOT NULL, made_rev INTEGER NOT NULL,
    redacted INTEGER NOT NULL DEFAULT 0, stamps TEXT, payload TEXT, scope INTEGER NOT NULL DEFAULT 0, writer INTEGER);
INSERT INTO "entities" VALUES(1,1,1,'settled',1,1,1763795015000,0,NULL,1763795001000,1,1,0,NULL,'{"agent":"claude-code","created_at":1763795001000,"id":"settled","provider":"acme","repository":"git@example.org:acme/web.git","title":"Fix the login","updated_at":1763795001000}',0,NULL);
INSERT INTO "entities" VALUES(2,1,1,'lost',1,17,1763795031000,0,NULL,1763795007000,1,2,0,'{"title":[1763795030000,4,17]}','{"created_at":1763795007000,"id":"lost","title":"Ada''s desktop says","updated_at":1763795030000}',0,NULL);
INSERT INTO "entities" VALUES(3,1,1,'shadowed',1,19,1763795036000,0,NULL,1763795008000,1,3,0,'{"title":[1763795035000,4,19]}','{"created_at":1763795008000,"id":"shadowed","title":"Edited elsewhere","updated_at":1763795035000}',0,NULL);
INSERT INTO "entities" VALUES(4,1,1,'deleted',1,13,1763795017000,1,NULL,1763795016000,1,13,0,NULL,'{"created_at":1763795009000,"id":"deleted","title":"Gone","updated_at":1763795009000}',0,NULL);
INSERT INTO "entities" VALUES(5,1,1,'to-delete',1,5,1763795015000,0,NULL,1763795011000,1,5,0,NULL,'{"created_at":1763795011000,"id":"to-delete","title":"Still there","updated_at":1763795011000}',0,NULL);
INSERT INTO "entities" VALUES(6,1,1,'to-edit',1,6,1763795015000,0,NULL,1763795013000,1,6,0,NULL,'{"created_at":1763795013000,"id":"to-edit","title":"Before","updated_at":1763795013000}',0,NULL);
INSERT INTO "entities" VALUES(7,1,2,'settled-m',1,7,1763795015000,0,'settled',1763795002000,1,7,0,NULL,'{"content":"Why does it fail?","conversation_id":"settled","cost":0.25,"id":"settled-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795002000}',0,NULL);
INSERT INTO "entities" VALUES(8,1,2,'deleted-m',1,14,1763795017000,1,'deleted',1763795016000,1,14,0,NULL,'{"content":"gone too","conversation_id":"deleted","cost":0.25,"id":"deleted-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795010000}',0,NULL);
INSERT INTO "entities" VALUES(9,1,2,'to-delete-m',1,9,1763795015000,0,'to-delete',1763795012000,1,9,0,NULL,'{"content":"and this","conversation_id":"to-delete","cost":0.25,"id":"to-delete-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795012000}',0,NULL);
INSERT INTO "entities" VALUES(10,1,2,'secret-m',1,10,1763795015000,0,'settled',1763795014000,1,10,0,'{"content":[1763795014000,1,10,1]}','{"content":"the key is [withheld aws-key de240de5], keep it","conversation_id":"settled","cost":0.25,"id":"secret-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795014000}',0,NULL);
INSERT INTO "entities" VALUES(11,1,3,'settled-t',1,11,1763795015000,0,'settled',1763795003000,1,11,0,NULL,'{"arguments":{"command":"ls"},"conversation_id":"settled","id":"settled-t","message_id":"settled-m","started_at":1763795003000,"status":"running","tool_name":"bash"}',0,NULL);
INSERT INTO "entities" VALUES(12,1,4,'settled-a',1,12,1763795015000,0,'settled',1763795004000,1,12,0,NULL,'{"action":"bash","conversation_id":"settled","decision":"denied","device_seq":1,"event_type":"permission","id":"settled-a","timestamp":1763795004000}',0,NULL);
INSERT INTO "entities" VALUES(13,2,1,'of-ops',1,5,1763795386000,0,NULL,1763795005000,2,1,0,'{"status":[1763795385000,7,5,0,6]}','{"created_at":1763795005000,"id":"of-ops","status":"done","title":"Renew certificates","updated_at":1763795385000,"workspace":"/work/ops"}',0,NULL);
INSERT INTO "entities" VALUES(14,2,2,'of-ops-m',1,2,1763795015000,0,'of-ops',1763795006000,2,2,0,NULL,'{"content":"openssl x509","conversation_id":"of-ops","cost":0.25,"id":"of-ops-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795006000}',0,NULL);
INSERT INTO "entities" VALUES(15,1,1,'of-bob',2,15,1763795022000,0,NULL,1763795020000,3,15,0,NULL,'{"created_at":1763795020000,"id":"of-bob","title":"Shared by Bob","updated_at":1763795020000,"visibility":"team"}',1,NULL);
INSERT INTO "entities" VALUES(16,1,2,'of-bob-m',2,16,1763795022000,0,'of-bob',1763795021000,3,16,0,NULL,'{"content":"hello team","conversation_id":"of-bob","cost":0.25,"id":"of-bob-m","input_tokens":12,"mood":"calm","role":"user","timestamp":1763795021000}',1,NULL);
INSERT INTO "entities" VALUES(17,1,1,'elsewhere',1,20,1763795040000,0,NULL,1763795039000,1,20,0,NULL,'{"created_at":1763795039000,"id":"elsewhere","title":"In web","updated_at":1763795039000}',0,NULL);
INSERT INTO "entities" VALUES(18,2,1,'elsewhere',1,3,1763795043000,0,NULL,1763795042000,5,3,0,NULL,'{"created_at":1763795042000,"id":"elsewhere","title":"In ops","updated_at":1763795042000,"workspace":"/work/ops"}',0,NULL);
INSERT INTO "entities" VALUES(19,1,1,'at-mini',1,31,1763795386000,0,NULL,1763795371000,6,21,0,'{"git_branch":[1763795371000,6,21,0,41],"status":[1763795371000,6,21,0,41],"title":[1763795383000,6,31,0,41]}','{"agent":"claude-code","created_at":1763795371000,"git_branch":"api/2","id":"at-mini","repository":"git@example.org:acme/web.git","status":"active","title":"Move to the second API","updated_at":1763795383000}',0,NULL);
INSERT INTO "entities" VALUES(20,1,1,'of-team',1,22,1763795382000,0,NULL,1763795375000,6,22,0,'{"title":[1763795375000,6,22,0,41],"visibility":[1763795375000,6,22,0,41]}','{"created_at":1763795375000,"id":"of-team","title":"For the team","updated_at":1763795375000,"visibility":"team"}',1,NULL);
INSERT INTO "entities" VALUES(21,1,1,'unshared',1,32,1763795386000,0,NULL,1763795377000,6,23,0,'{"title":[1763795377000,6,23,0,41],"visibility":[1763795384000,6,32,0,41]}','{"created_at":1763795377000,"id":"unshared","title":"No longer for the team","updated_at":1763795384000,"visibility":"personal"}',2,NULL);
INSERT INTO "entities" VALUES(22,1,1,'gone-at-mini',1,34,1763795386000,1,NULL,1763795385001,6,34,0,NULL,'{"created_at":1763795379000,"id":"gone-at-mini","title":"Gone at the mini","updated_at":1763795379000}',0,6);
INSERT INTO "entities" VALUES(23,1,2,'at-mini-m',1,25,1763795382000,0,'at-mini',1763795372000,6,25,0,NULL,'{"content":"Which calls are left?","conversation_id":"at-mini","id":"at-mini-m","input_tokens":12,"kind":"prompt","model":"example-1","role":"user","seq":1,"timestamp":1763795372000}',0,6);
INSERT INTO "entities" VALUES(24,1,2,'of-team-m',1,26,1763795382000,0,'of-team',1763795376000,6,26,0,NULL,'{"content":"have a look","conversation_id":"of-team","id":"of-team-m","role":"user","timestamp":1763795376000}',1,6);
INSERT INTO "entities" VALUES(25,1,2,'unshared-m',1,33,1763795386000,0,'unshared',1763795378000,6,27,0,NULL,'{"content":"was for all","conversation_id":"unshared","id":"unshared-m","role":"user","timestamp":1763795378000}',2,NULL);
INSERT INTO "entities" VALUES(26,1,2,'gone-at-mini-m',1,35,1763795386000,1,'gone-at-mini',1763795385001,6,35,0,NULL,'{"content":"gone, too","conversation_id":"gone-at-mini","id":"gone-at-mini-m","role":"user","timestamp":1763795380000}',0,6);
INSERT INTO "entities" VALUES(27,1,3,'at-mini-t',1,29,1763795382000,0,'at-mini',1763795373000,6,29,0,'{"exit_code":[1763795373000,6,29,0,41],"status":[1763795373000,6,29,0,41]}','{"arguments":{"command":"ls"},"conversation_id":"at-mini","exit_code":0,"id":"at-mini-t","message_id":"at-mini-m","started_at":1763795373000,"status":"done","tool_name":"bash"}',0,NULL);
INSERT INTO "entities" VALUES(28,1,4,'at-mini-a',1,30,1763795382000,0,'at-mini',1763795374000,6,30,0,NULL,'{"action":"bash","conversation_id":"at-mini","decision":"allowed","device_seq":1,"event_type":"permission","id":"at-mini-a","timestamp":1763795374000,"tool_call_id":"at-mini-t"}',0,6);
INSERT INTO "entities" VALUES(29,2,1,'ops-at-mini',1,4,1763795382000,0,NULL,1763795381000,7,4,0,'{"title":[1763795381000,7,4,0,6]}','{"created_at":1763795381000,"id":"ops-at-mini","title":"Rotate the keys","updated_at":1763795381000,"workspace":"/work/ops"}',0,NULL);
INSERT INTO "entities" VALUES(30,1,1,'of-bob-plan',2,39,1763795395000,0,NULL,1763795388000,8,36,0,'{"title":[1763795394000,9,39,0,43],"visibility":[1763795388000,8,36,0,41]}','{"created_at":1763795388000,"id":"of-bob-plan","title":"Bob''s phone says","updated_at":1763795394000,"visibility":"team"}',1,NULL);
INSERT INTO "entities" VALUES(31,1,1,'of-bob-own',2,37,1763795391000,0,NULL,1763795390000,8,37,0,'{"title":[1763795390000,8,37,0,41]}','{"created_at":1763795390000,"id":"of-bob-own","title":"Only Bob''s","updated_at":1763795390000}',0,NULL);
INSERT INTO "entities" VALUES(32,1,2,'of-bob-plan-m',2,38,1763795391000,0,'of-bob-plan',1763795389000,8,38,0,NULL,'{"content":"step one","conversation_id":"of-bob-plan","id":"of-bob-plan-m","role":"user","timestamp":1763795389000}',1,8);
INSERT INTO "entities" VALUES(33,1,1,'after-restore',1,41,1763795416000,0,NULL,1763795414000,6,41,0,NULL,'{"created_at":1763795414000,"id":"after-restore","title":"Made after the restore","updated_at":1763795414000}',0,6);
INSERT INTO "entities" VALUES(34,1,2,'after-restore-m',1,42,1763795416000,0,'after-restore',1763795415000,6,42,0,NULL,'{"content":"all is back","conversation_id":"after-restore","id":"after-restore-m","role":"user","timestamp":1763795415000}',0,6);
CREATE TABLE epochs(
    team INTEGER NOT NULL, number INTEGER NOT NULL, epoch TEXT NOT NULL, through INTEGER NOT NULL,
    PRIMARY KEY(team, number)) WITHOUT ROWID;
INSERT INTO "epochs" VALUES(1,1,'019aaa5f-dac0-7867-8968-93b9d2c24ee9',40);
INSERT INTO "epochs" VALUES(2,1,'019aaa5f-dac0-7061-9080-440e5c839ea2',5);
INSERT INTO "epochs" VALUES(3,1,'019aaa5f-dac0-7f6f-a7bf-c5911fdcbdbf',0);
INSERT INTO "epochs" VALUES(4,1,'019aaa5f-dac0-71eb-94a7-da70219cfb65',0);
CREATE TABLE history_tags(
    team INTEGER NOT NULL, rev INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(team, rev)) WITHOUT ROWID;
INSERT INTO "history_tags" VALUES(1,21,'ec0357542b9a98941f17e622b889ab9e');
INSERT INTO "history_tags" VALUES(2,4,'592488899dbf3a1673bc56c11449d188');
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
INSERT INTO "orgs" VALUES(1,'019aaa5f-dac0-786f-8efa-18235092eb22','acme','Acme',0,1763795000000,'{"privacy":{"minimum":"full","privacyModeAllowed":true},"retention":{"trashDays":60}}');
INSERT INTO "orgs" VALUES(2,'019aaa5f-dac0-7176-ba08-f7aa46e5a0cd','personal-651e9940','Ada',1,1763795000000,NULL);
INSERT INTO "orgs" VALUES(3,'019aaa5f-dac0-782b-8aa5-581a9501d6a5','personal-63322303','Bob',1,1763795000000,NULL);
CREATE TABLE person_keys(user INTEGER PRIMARY KEY, key_id TEXT NOT NULL, at INTEGER NOT NULL);
INSERT INTO "person_keys" VALUES(1,'Rwr1l86L_nJOGLo1xkW9wQ',1763795368000);
CREATE TABLE "refresh_tokens"(
    hash TEXT PRIMARY KEY, family INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
    used_by TEXT) WITHOUT ROWID;
INSERT INTO "refresh_tokens" VALUES('2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683',1,1766387005000,1763795040000,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9');
INSERT INTO "refresh_tokens" VALUES('4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',3,1766387007000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES('55f07932681f698258d7b475b4de891398e087ddd7254858804be0ea58c4b243',6,1766387360000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES('9cd78b40a6a0f1d9b8e0eb8ee2b1a64c1e35ca4d0a9d6d8f1b0b6ef5a2b3b7c1',1,1766387040000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES('a2fb8d532070d0c726e0b99ff6144f54cfcf45d9e50fba5557540bec9e5f58a9',4,1766387359000,1763795360000,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9');
INSERT INTO "refresh_tokens" VALUES('b41bb8a7a5c4b2ef54aa31b3fc5f69a301eb130bcf332107c32c3d516bf509fa',7,1766387361000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES('c24f0fb619f9ba846857b6ab331f76f409f0fe5d05955732addc39acaa4ec5fc',5,1766387360000,NULL,NULL);
INSERT INTO "refresh_tokens" VALUES('e1c9d1d7d2a826c14393c7e3d922d7c858a4693df45f55f00c1121894aa5e74c',4,1766387360000,NULL,NULL);
CREATE TABLE revoked_devices(
    user INTEGER NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(user, device_id)) WITHOUT ROWID;
INSERT INTO "revoked_devices" VALUES(1,'019aaa60-7ae8-769e-a03c-c17d66c8da09',1763795044000);
INSERT INTO "revoked_devices" VALUES(1,'019aaa65-5ce8-7bf5-be39-5859d45ccfa7',1763795362000);
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "settings" VALUES('org_secret_key','3f4c789ebfb10c972567ead5ae05ba89688a2d1591a88740cfa5a856195901e1');
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
    created_at INTEGER NOT NULL, epoch_rev INTEGER NOT NULL DEFAULT 0, clock_doubt INTEGER NOT NULL DEFAULT 0, proof_key TEXT NOT NULL DEFAULT '', tag_rev INTEGER NOT NULL DEFAULT 0, tag TEXT NOT NULL DEFAULT '', UNIQUE(org, slug));
INSERT INTO "teams" VALUES(1,'019aaa5f-dac0-7a45-8ec0-357905d86105',1,'web','Web',0,NULL,'019aaa66-1c50-7f5d-8fab-3fdd11e745cd',42,1763795416000,1763795000000,40,0,'2b466dce0673f268fbbbd64c00f25661a0f9bee26b20493ea9e5b6dce699fa0d',21,'ec0357542b9a98941f17e622b889ab9e');
INSERT INTO "teams" VALUES(2,'019aaa5f-dac0-74d1-894b-f11bf9840d13',1,'ops','Ops',0,NULL,'019aaa66-1c50-7f0f-b9c8-7ff80b219eb3',5,1763795386000,1763795000000,5,0,'c519e7ea25fa15a93d55768643cdabc6f3a0c2232cbbdd7e6ba8ded08b654c46',4,'592488899dbf3a1673bc56c11449d188');
INSERT INTO "teams" VALUES(3,'019aaa5f-dac0-7397-a8cb-6f435ec11a45',2,'personal','Ada',1,NULL,'019aaa66-1c50-78ee-a397-2c7e549de70c',0,0,1763795000000,0,0,'16d460740c140a356a8cbe7ac0c8906c34a89578595be2152a91703c2a5c2aa1',0,'');
INSERT INTO "teams" VALUES(4,'019aaa5f-dac0-7788-b5bc-8633c6727c64',3,'personal','Bob',1,NULL,'019aaa66-1c50-7e2e-bbb5-d424f39f4b12',0,0,1763795000000,0,0,'f6a6f4adc377801f9467f10122f62de45c53a8732e5be59acb42d61f57574c4c',0,'');
CREATE TABLE token_families(
    pk INTEGER PRIMARY KEY, user INTEGER NOT NULL, org INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0, device_id TEXT NOT NULL DEFAULT '', device_name TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL DEFAULT 0, used_at INTEGER NOT NULL DEFAULT 0);
INSERT INTO "token_families" VALUES(1,1,1,1771571005000,0,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','Ada''s laptop',1763795005000,1763795040000);
INSERT INTO "token_families" VALUES(2,1,1,1771571006000,1,'019aaa60-7ae8-769e-a03c-c17d66c8da09','Ada''s tablet',1763795006000,1763795043000);
INSERT INTO "token_families" VALUES(3,2,1,1771571007000,0,'','',1763795007000,1763795007000);
INSERT INTO "token_families" VALUES(4,1,1,1771571359000,0,'019aaa5f-dac0-7c8a-992f-fb5a5d13a9d9','Ada''s laptop',1763795359000,1763795360000);
INSERT INTO "token_families" VALUES(5,1,1,1771571360000,0,'019aaa65-5518-7ad7-8611-5e200cc2e111','Ada''s mini',1763795360000,1763795360000);
INSERT INTO "token_families" VALUES(6,1,1,1771571360000,1,'','Browser',1763795360000,1763795360000);
INSERT INTO "token_families" VALUES(7,1,1,1771571361000,1,'019aaa65-5ce8-7bf5-be39-5859d45ccfa7','Ada''s phone',1763795361000,1763795361000);
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
CREATE INDEX entities_live ON entities(team, owner, rev) WHERE deleted = 0;
COMMIT;
