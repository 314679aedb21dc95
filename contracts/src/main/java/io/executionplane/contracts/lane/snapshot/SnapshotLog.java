package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.json.WireName;
import java.time.Instant;
import java.util.Optional;

/**
 * One log entry of a snapshot's code.
 *
 * @param ts when it was written
 * @param seq position among the entries of its invocation, from 0
 * @param event what happened, in the code's words
 * @param fields more about it
 */
public record SnapshotLog(
    Instant ts,
    @Range(min = 0) long seq,
    Level level,
    @Length(max = 4_096) String event,
    Optional<JsonObject> fields) {

  private static final Rules RULES = Rules.of(SnapshotLog.class);

  public SnapshotLog {
    RULES.check(ts, seq, level, event, fields).orThrow();
    ts = Timestamps.micros(ts);
  }

  /** How much an entry matters. */
  public enum Level {
    @WireName("DEBUG")
    DEBUG,
    @WireName("INFO")
    INFO,
    @WireName("WARN")
    WARN,
    @WireName("ERROR")
    ERROR
  }
}
