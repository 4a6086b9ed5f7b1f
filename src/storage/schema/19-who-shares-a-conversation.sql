-- The name of the teammate who shares it, as the server tells; empty = one's own, or not told.
ALTER TABLE conversations ADD COLUMN shared_by TEXT NOT NULL DEFAULT '';
