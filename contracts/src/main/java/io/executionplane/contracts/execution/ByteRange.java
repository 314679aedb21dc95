package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * Bytes of a stream.
 *
 * @param from offset of the first byte, from 0
 * @param to offset after the last byte; more than {@code from}
 */
public record ByteRange(@Range(min = 0) long from, long to) {

  private static final Rules RULES = Rules.of(ByteRange.class);

  public ByteRange {
    RULES.check(from, to).and(() -> to > from, "to", "must be more than from").orThrow();
  }

  public long length() {
    return to - from;
  }
}
