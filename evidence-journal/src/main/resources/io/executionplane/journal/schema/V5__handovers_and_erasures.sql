-- Version 5: changes of the log's key, and erasures that are under way.

-- The checkpoints at which the key was changed, by the size of their tree. Both keys signed them. Kept
-- for ever: with them whoever knows one key learns the next.
CREATE TABLE IF NOT EXISTS log_handover (
  size BIGINT PRIMARY KEY,
  checkpoint ${bytes} NOT NULL
);

-- Entries of the log that say that content was erased, until all of it is. A row comes in the
-- transaction of its entry and goes with the last bytes. In log_entry such an entry has an
-- execution_ref and no seq.
CREATE TABLE IF NOT EXISTS erasure_pending (
  entry_index BIGINT PRIMARY KEY
);
