package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of a snapshot has, whether its code succeeded or not.
 *
 * @param schemaVersion the version of the envelope
 * @param ok whether the code succeeded
 * @param httpStatus 200 to 299, or the status of the error's code
 * @param error null exactly when {@code ok}
 */
public record SnapshotEnvelope(
    SchemaVersion schemaVersion,
    boolean ok,
    @Range(min = 200, max = 599) int httpStatus,
    @Nullable SnapshotError error,
    SnapshotMeta meta) {

  private static final int SUCCESS_MAX = 299;

  private static final Rules RULES = Rules.of(SnapshotEnvelope.class);

  public SnapshotEnvelope {
    RULES
        .check(schemaVersion, ok, httpStatus, error, meta)
        .and(() -> ok == (error == null), "error", "must be null exactly when ok")
        .and(
            () -> httpStatus == (error == null ? successOf(httpStatus) : statusOf(error)),
            "httpStatus",
            "must be 200 to 299 when ok, else the status of the error's code")
        .orThrow();
  }

  private static int successOf(int status) {
    return Math.min(status, SUCCESS_MAX);
  }

  private static int statusOf(SnapshotError error) {
    return error.code().httpStatus();
  }

  /** The versions of the envelope. */
  public enum SchemaVersion {
    V1
  }
}
