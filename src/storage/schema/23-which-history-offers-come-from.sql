-- The history of the server that is offered again what it lost: two roll-backs may lie between it and the present one.
ALTER TABLE teams ADD COLUMN former_epoch TEXT NOT NULL DEFAULT '';
