-- A folder is known by all its spellings (storage/workspacefolders.h). path_forms: the forms of the folders of rules
-- and of workspaces; present = 0: it was one once, and makes a level stricter, never looser. A path that was not
-- looked at yet stands for itself. Where folders are mapped to teams, a trigger decides only what is equal to the
-- letter; the rest has no team until somebody has looked.
CREATE TABLE path_forms(path TEXT NOT NULL, form TEXT NOT NULL, present INTEGER NOT NULL,
    PRIMARY KEY (path, form)) WITHOUT ROWID;

CREATE VIEW folder_rules AS
    SELECT value AS form, level, 1 AS present FROM privacy_rules WHERE kind = 2
    UNION ALL SELECT f.form, r.level, f.present FROM privacy_rules r JOIN path_forms f ON f.path = r.value
        WHERE r.kind = 2;

-- Where no rule for the conversation itself or for its folder holds, and the most that its team lets leave.
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

-- The innermost rule around each form of the workspace, and of these the strictest.
DROP VIEW conversation_levels;
CREATE VIEW conversation_levels AS
    SELECT u.conversation_id AS conversation_id, u.repository AS repository,
        min(COALESCE(
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
            u.otherwise), u.most) AS level
    FROM conversation_usual_levels u;
DROP TRIGGER conversations_inserted;
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
