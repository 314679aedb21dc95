package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When a dispatch ran, and what it counted.
 *
 * @param timeoutMs the limit that was in force, in milliseconds
 * @param counts counted by whoever did the work, for example {@code duration_ms}
 */
public record OutcomeMetrics(
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    @Range(min = 1) Optional<Long> timeoutMs,
    @Size(max = 256) Map<@Ref String, @Range(min = 0) Long> counts) {

  private static final Rules RULES = Rules.of(OutcomeMetrics.class);

  public OutcomeMetrics {
    RULES.check(startedAt, finishedAt, timeoutMs, counts).orThrow();
    startedAt = startedAt.map(Timestamps::micros);
    finishedAt = finishedAt.map(Timestamps::micros);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
