-- What the person's own rules say alone decides what is kept here for good. What only an organisation's minimum (`most`)
-- keeps back waits as it is, and is sent when the organisation allows it again.
-- The innermost rule around each form of the workspace, and of these the strictest.
DROP VIEW conversation_levels;
CREATE VIEW conversation_levels AS
    SELECT u.conversation_id AS conversation_id, u.repository AS repository,
        COALESCE(
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
            u.otherwise) AS level, u.most AS most
    FROM conversation_usual_levels u;
