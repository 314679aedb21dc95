package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Why there is no result.
 *
 * @param retryable whether the same request may be made again with hope; absent means that nobody
 *     knows
 * @param phase how far it came; absent means that nobody knows
 */
public record SnapshotError(
    SnapshotErrorCode code,
    @NotBlank @Length(max = 65_536) String message,
    Optional<JsonObject> details,
    Optional<Boolean> retryable,
    Optional<Phase> phase) {

  private static final Rules RULES = Rules.of(SnapshotError.class);

  public SnapshotError {
    RULES.check(code, message, details, retryable, phase).orThrow();
  }

  /** The steps of an invocation. */
  public enum Phase {
    RESOLVE,
    IMPORT,
    VALIDATE,
    DISPATCH,
    NORMALISE
  }
}
