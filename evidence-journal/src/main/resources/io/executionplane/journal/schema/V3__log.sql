-- Version 3: the log over all executions, see docs/evidence-format.md.

-- One row: the log of this journal. writer is a fence: whoever opens the log to write raises it, and
-- every later write of an earlier writer then changes nothing.
CREATE TABLE IF NOT EXISTS log_state (
  log VARCHAR(255) ${bytewise} PRIMARY KEY,
  writer BIGINT NOT NULL,
  size BIGINT NOT NULL,
  root ${bytes} NOT NULL,
  checkpoint ${bytes} NOT NULL
);

-- One row per entry. execution_ref and seq are there for anchors only, to find them again and to
-- keep each once; the entry itself says all.
CREATE TABLE IF NOT EXISTS log_entry (
  entry_index BIGINT PRIMARY KEY,
  entry ${bytes} NOT NULL,
  execution_ref VARCHAR(29) ${bytewise},
  seq BIGINT,
  CONSTRAINT log_entry_once UNIQUE (execution_ref, seq)
);

-- Tiles of the tree (C2SP tlog-tiles). The rightmost tile of each level grows in its place.
CREATE TABLE IF NOT EXISTS log_tile (
  tile_level INTEGER NOT NULL,
  tile_index BIGINT NOT NULL,
  hashes ${bytes} NOT NULL,
  PRIMARY KEY (tile_level, tile_index)
);
