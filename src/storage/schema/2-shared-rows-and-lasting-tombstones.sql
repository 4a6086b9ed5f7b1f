-- own = 0: a teammate shares the row, only the teammate writes it. doubted = 1: the deletion was known to a history
-- that the server has lost; seen: updated_at of the conversation as it was deleted. rebuilding = 1: from a change of
-- the epoch until a pull has caught up.
ALTER TABLE tombstones ADD COLUMN team INTEGER;
ALTER TABLE tombstones ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tombstones ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN rebuilding INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN own INTEGER NOT NULL DEFAULT 1;
ALTER TABLE messages ADD COLUMN own INTEGER NOT NULL DEFAULT 1;
ALTER TABLE tool_calls ADD COLUMN own INTEGER NOT NULL DEFAULT 1;
ALTER TABLE audit_logs ADD COLUMN own INTEGER NOT NULL DEFAULT 1;
