package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What an execution took. Times are whole microseconds of wall time.
 *
 * @param admissionMicros from the request's arrival to the verdict
 * @param startMicros from the verdict to the lane's first fact
 * @param runMicros from the lane's first fact to its end
 * @param outputBytes bytes read from the effect, stored or not
 * @param inputBytes bytes given to the effect
 * @param queueMicros from the verdict to its turn; absent where it did not have to wait
 */
public record ExecutionMetrics(
    @Range(min = 0) long admissionMicros,
    @Range(min = 0) long startMicros,
    @Range(min = 0) long runMicros,
    @Range(min = 0) long outputBytes,
    @Range(min = 0) long inputBytes,
    @Range(min = 0) Optional<Long> queueMicros) {

  private static final Rules RULES = Rules.of(ExecutionMetrics.class);

  public ExecutionMetrics {
    RULES
        .check(admissionMicros, startMicros, runMicros, outputBytes, inputBytes, queueMicros)
        .orThrow();
  }

  /** Of an execution that did not have to wait. */
  public ExecutionMetrics(
      long admissionMicros, long startMicros, long runMicros, long outputBytes, long inputBytes) {
    this(admissionMicros, startMicros, runMicros, outputBytes, inputBytes, Optional.empty());
  }

  /** Of an execution that ended before it began. */
  public static ExecutionMetrics neverBegun(long admissionMicros, long queueMicros) {
    return new ExecutionMetrics(admissionMicros, 0, 0, 0, 0, waited(queueMicros));
  }

  /** The time of a wait; absent if there was none. */
  public static Optional<Long> waited(long queueMicros) {
    return queueMicros == 0 ? Optional.empty() : Optional.of(queueMicros);
  }
}
