package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * What an execution took. Times are whole microseconds of wall time.
 *
 * @param admissionMicros from the request's arrival to the verdict
 * @param startMicros from the verdict to the lane's first fact
 * @param runMicros from the lane's first fact to its end
 * @param outputBytes bytes read from the effect, stored or not
 * @param inputBytes bytes given to the effect
 */
public record ExecutionMetrics(
    @Range(min = 0) long admissionMicros,
    @Range(min = 0) long startMicros,
    @Range(min = 0) long runMicros,
    @Range(min = 0) long outputBytes,
    @Range(min = 0) long inputBytes) {

  private static final Rules RULES = Rules.of(ExecutionMetrics.class);

  public ExecutionMetrics {
    RULES.check(admissionMicros, startMicros, runMicros, outputBytes, inputBytes).orThrow();
  }
}
