-- 1: what is withheld of the row today was sent before; its form takes the place of what the server has.
ALTER TABLE sync_queue ADD COLUMN reform INTEGER NOT NULL DEFAULT 0;
