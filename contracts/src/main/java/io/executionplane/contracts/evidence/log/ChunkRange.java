package io.executionplane.contracts.evidence.log;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * Neighbouring chunks of a stream.
 *
 * @param from index of the first, from 0
 * @param to index after the last; more than {@code from}
 */
public record ChunkRange(@Range(min = 0) long from, long to) {

  private static final Rules RULES = Rules.of(ChunkRange.class);

  public ChunkRange {
    RULES.check(from, to).and(() -> to > from, "to", "must be more than from").orThrow();
  }
}
