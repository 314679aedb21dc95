package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What a handler returned.
 *
 * @param result the returned value; null where it returned nothing or failed
 */
public record SnapshotExecuteOutput(@Inline SnapshotEnvelope envelope, @Nullable JsonValue result)
    implements SnapshotOutput {

  public static final Contract<SnapshotExecuteOutput> CONTRACT =
      Contract.of(SnapshotExecuteOutput.class);

  private static final Rules RULES = Rules.of(SnapshotExecuteOutput.class);

  public SnapshotExecuteOutput {
    RULES
        .check(envelope, result)
        .and(() -> envelope.ok() || result == null, "result", "must be null where ok is false")
        .orThrow();
  }
}
