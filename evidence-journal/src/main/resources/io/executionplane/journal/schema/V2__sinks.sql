-- Version 2: how far each sink of evidence has come.
--
-- H2 commits after each statement. IF NOT EXISTS lets a migration that was killed be repeated.

-- Everything in event_journal up to ordering was delivered, except what may still appear in gaps:
-- ranges of places such as 17,20-24.
CREATE TABLE IF NOT EXISTS sink_position (
  sink_id VARCHAR(64) ${bytewise} PRIMARY KEY,
  ordering BIGINT NOT NULL,
  gaps VARCHAR(65536) NOT NULL
);
