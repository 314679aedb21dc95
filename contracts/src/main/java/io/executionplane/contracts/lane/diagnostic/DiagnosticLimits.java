package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What one diagnosis may use.
 *
 * @param timeoutMs longest time, in milliseconds; absent means the ceiling
 * @param outputBytesMax most bytes of the payload in canonical form; absent means the ceiling
 */
public record DiagnosticLimits(
    @Range(min = 1, max = DiagnosticLimits.TIMEOUT_MS_CEILING) Optional<Integer> timeoutMs,
    @Range(min = 1, max = DiagnosticLimits.OUTPUT_BYTES_CEILING) Optional<Integer> outputBytesMax) {

  /** Longest time of any diagnosis: 30 seconds, in milliseconds. */
  public static final int TIMEOUT_MS_CEILING = 30_000;

  /** Most bytes of any diagnosis. */
  public static final int OUTPUT_BYTES_CEILING = 65_536;

  private static final Rules RULES = Rules.of(DiagnosticLimits.class);

  public DiagnosticLimits {
    RULES.check(timeoutMs, outputBytesMax).orThrow();
  }
}
