package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * A limit that a caller sets to its own execution.
 *
 * @param name the constraint, for example {@code timeout_ms}; one that the plane does not know is
 *     refused, never ignored
 * @param value its value, in the unit that ends the name
 */
public record RuntimeConstraint(
    @NotBlank @Length(max = 64) String name, @Range(min = 0) long value) {

  /** Longest wall-clock time, in milliseconds. */
  public static final String TIMEOUT_MS = "timeout_ms";

  /** Most bytes that all output streams together may carry before the effect is stopped. */
  public static final String OUTPUT_BYTES_MAX = "output_bytes_max";

  /** Most bytes of each stream that are stored; the middle of a longer stream is left out. */
  public static final String CAPTURE_BYTES_MAX = "capture_bytes_max";

  private static final Rules RULES = Rules.of(RuntimeConstraint.class);

  public RuntimeConstraint {
    RULES.check(name, value).orThrow();
  }
}
