-- Which agents' folders are followed, as the person chose them, and how the last look at each of them went
-- (docs/sources.md, "Following"). None of it is synced.
CREATE TABLE source_folders(
    agent TEXT NOT NULL, folder TEXT NOT NULL,
    followed INTEGER NOT NULL, since INTEGER NOT NULL, begun_at INTEGER NOT NULL,
    looked_at INTEGER NOT NULL, transcripts INTEGER NOT NULL, problems INTEGER NOT NULL,
    problem_path TEXT NOT NULL, problem TEXT NOT NULL,
    PRIMARY KEY (agent, folder)) WITHOUT ROWID;
-- Earlier versions stopped behind the first batch of a file without a word: all that was read is looked at once more.
ALTER TABLE source_files ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 1;
