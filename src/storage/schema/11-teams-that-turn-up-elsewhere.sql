ALTER TABLE teams ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN predecessor INTEGER;
UPDATE teams SET standing = 1,
    predecessor = (SELECT MIN(o.pk) FROM teams o WHERE o.team_id = teams.team_id AND o.server <> teams.server)
WHERE server = (SELECT value FROM settings WHERE key = 'server')
    AND EXISTS (SELECT 1 FROM teams o WHERE o.team_id = teams.team_id AND o.server <> teams.server);
