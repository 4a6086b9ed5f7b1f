-- A rename, a share or an import is no message: what is latest is what was said last.
DROP VIEW conversation_totals;
CREATE VIEW conversation_totals AS
    SELECT c.id AS conversation_id,
        COALESCE(SUM(m.input_tokens), 0) + COALESCE(SUM(m.output_tokens), 0) AS total_tokens,
        COALESCE(SUM(m.cost), 0) AS total_cost,
        COUNT(m.timestamp) AS messages,
        COALESCE(MAX(m.timestamp), c.created_at, c.updated_at, 0) AS last_activity
    FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id GROUP BY c.pk;
