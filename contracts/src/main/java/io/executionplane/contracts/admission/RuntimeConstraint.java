package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * A limit that a caller sets to its own execution.
 *
 * @param name the constraint, for example {@code timeout_ms}; one that the plane does not know is
 *     refused, never ignored
 */
@ContractVersion("1")
public record RuntimeConstraint(@NotBlank @Length(max = 64) String name, ConstraintValue value) {

  private static final Rules RULES = Rules.of(RuntimeConstraint.class);

  public RuntimeConstraint {
    RULES.check(name, value).orThrow();
  }

  /** Longest wall-clock time, in milliseconds. */
  public static final String TIMEOUT_MS = "timeout_ms";

  /** Most bytes that all output streams together may carry before the effect is stopped. */
  public static final String OUTPUT_BYTES_MAX = "output_bytes_max";

  /** Most bytes of each stream that are stored; the middle of a longer stream is left out. */
  public static final String CAPTURE_BYTES_MAX = "capture_bytes_max";

  /** Most memory, in bytes. */
  public static final String MEMORY_BYTES_MAX = "memory_bytes_max";

  /** Most processor time, in milliseconds. */
  public static final String CPU_TIME_MS_MAX = "cpu_time_ms_max";

  /** Most processes at once. */
  public static final String PROCESSES_MAX = "processes_max";

  /** What of the network there is: {@code none} or {@code egress_policy}. */
  public static final String NETWORK = "network";

  /** What of the file system can be written: {@code read_only} or {@code workspace}. */
  public static final String FILESYSTEM = "filesystem";

  /** Whether the effect may be had twice: the owner may then ask for a re-run. */
  public static final String IDEMPOTENT = "idempotent";

  /** A constraint whose value is a number. */
  public RuntimeConstraint(String name, long value) {
    this(name, new ConstraintValue.WholeNumber(value));
  }

  /** The value if it is a number. */
  public Optional<Long> number() {
    return value instanceof ConstraintValue.WholeNumber whole
        ? Optional.of(whole.number())
        : Optional.empty();
  }
}
