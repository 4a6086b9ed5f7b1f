-- The key of placeholders' digests belongs to a person, an account at a server, and no server has it. Each device has a
-- pair for it; with a new device id it makes another. `code_digits` are those of the code that is shown at present and
-- that no server knows; empty = none is shown, and nothing that a server has is opened. `offered` is a key of which it
-- is not known yet whether the server took it for the first one. `named` is what the server last called the key, and
-- `refused` what it last had for this device that could not be opened.
CREATE TABLE person_keys(
    server TEXT NOT NULL, account TEXT NOT NULL, device_id TEXT NOT NULL,
    public_key TEXT NOT NULL, private_key TEXT NOT NULL, code_digits TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '', offered TEXT NOT NULL DEFAULT '', named TEXT NOT NULL DEFAULT '',
    refused TEXT NOT NULL DEFAULT '', asked_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (server, account)) WITHOUT ROWID;

-- What keyed them before: a secret that the server has, or one of this store alone.
DELETE FROM settings WHERE key = 'placeholder_key' OR substr(key, 1, 11) = 'org_secret|';
