-- Version 4: the view by which executions are found. It is made from event_journal and output_chunk,
-- can be made again at any time, and proves nothing: what is shown of an execution is read from its
-- events.
--
-- H2 commits after each statement. IF NOT EXISTS lets a migration that was killed be repeated.

-- One row per execution. ordering is the place of its first event; moments are microseconds since
-- 1970. Text that is too long for an index stands there as its hash.
CREATE TABLE IF NOT EXISTS execution_view (
  ordering BIGINT PRIMARY KEY,
  execution_ref VARCHAR(29) ${bytewise} NOT NULL,
  tenant_id VARCHAR(255) ${bytewise},
  lane_id VARCHAR(255) ${bytewise},
  target_id VARCHAR(255) ${bytewise},
  status VARCHAR(16) ${bytewise},
  admitted_at BIGINT,
  ended_at BIGINT
);

-- Each ends with the place, so that the newest are the end of what it finds.
CREATE INDEX IF NOT EXISTS execution_view_tenant ON execution_view (tenant_id, ordering);
CREATE INDEX IF NOT EXISTS execution_view_lane ON execution_view (lane_id, ordering);
CREATE INDEX IF NOT EXISTS execution_view_target ON execution_view (target_id, ordering);
CREATE INDEX IF NOT EXISTS execution_view_status ON execution_view (status, ordering);
CREATE INDEX IF NOT EXISTS execution_view_admitted ON execution_view (admitted_at, ordering);

-- One row per label, spelled name=value.
CREATE TABLE IF NOT EXISTS execution_label (
  ordering BIGINT NOT NULL,
  label VARCHAR(255) ${bytewise} NOT NULL,
  PRIMARY KEY (ordering, label)
);
CREATE INDEX IF NOT EXISTS execution_label_label ON execution_label (label, ordering);

-- One row once the view was begun; without it, what is in the tables above is of no use. Everything in
-- event_journal up to ordering is in the view, except what may still appear in gaps, as in
-- sink_position. setback is the most, in microseconds, by which any execution is dated before one
-- that stands earlier in the journal.
CREATE TABLE IF NOT EXISTS execution_view_position (
  view_form INTEGER PRIMARY KEY,
  ordering BIGINT NOT NULL,
  gaps VARCHAR(65536) NOT NULL,
  setback BIGINT NOT NULL
);
