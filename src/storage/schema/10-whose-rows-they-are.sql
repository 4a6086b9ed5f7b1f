CREATE TABLE accounts(server TEXT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL,
    PRIMARY KEY (server, id)) WITHOUT ROWID;
INSERT INTO accounts SELECT s.value, '', COALESCE(e.value, '')
    FROM settings s LEFT JOIN settings e ON e.key = 'email' WHERE s.key = 'server' AND s.value <> '';

-- The same team once for each account: (server, team_id) was unique, and only a new table forgets that.
PRAGMA legacy_alter_table = ON;
CREATE TABLE teams_of_accounts(
    pk INTEGER PRIMARY KEY,
    server TEXT NOT NULL, org_slug TEXT NOT NULL, team_id TEXT NOT NULL,
    slug TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1, is_default INTEGER NOT NULL DEFAULT 0,
    cursor TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, epoch TEXT NOT NULL DEFAULT '',
    last_op_seq INTEGER NOT NULL DEFAULT 0, audit_seq INTEGER NOT NULL DEFAULT 0,
    last_push INTEGER, last_pull INTEGER, pull_failed INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0,
    rebuilding INTEGER NOT NULL DEFAULT 0,
    account TEXT NOT NULL DEFAULT '',
    UNIQUE (server, team_id, account));
INSERT INTO teams_of_accounts(pk, server, org_slug, team_id, slug, name, role, active, is_default, cursor, position,
        epoch, last_op_seq, audit_seq, last_push, last_pull, pull_failed, revoked, rebuilding)
    SELECT pk, server, org_slug, team_id, slug, name, role, active, is_default, cursor, position,
        epoch, last_op_seq, audit_seq, last_push, last_pull, pull_failed, revoked, rebuilding
    FROM teams;
DROP TABLE teams;
ALTER TABLE teams_of_accounts RENAME TO teams;
PRAGMA legacy_alter_table = OFF;
