-- A device compares its rows with the server's by revision (docs/protocol.md, "GET /sync/digest"). What counted as
-- acknowledged and is not there is in missing_rows until everything has been pulled again; then it is offered.
CREATE INDEX conversations_known ON conversations(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX messages_known ON messages(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX tool_calls_known ON tool_calls(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE INDEX audit_logs_known ON audit_logs(team, base_rev, own, deleted) WHERE base_rev > 0;
CREATE TABLE missing_rows(
    team INTEGER NOT NULL, entity_type INTEGER NOT NULL, entity_pk INTEGER NOT NULL,
    PRIMARY KEY (team, entity_type, entity_pk)) WITHOUT ROWID;
