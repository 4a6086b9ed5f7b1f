-- Values of the environments in which was recorded here, as far as they look like secrets: the program that sends has
-- another environment. Only what a keyed hash says of each is here: `hash` of all of it, `begin_hash` 16 bits of one of its
-- first bytes, which are too few to try those alone. The newest ones have the greatest ids. The key belongs to this store
-- alone; nothing of either table is ever sent.
CREATE TABLE recorded_values(
    id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, begin_hash INTEGER NOT NULL,
    length INTEGER NOT NULL, seen_at INTEGER NOT NULL);
CREATE TABLE recorded_values_key(one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL);
