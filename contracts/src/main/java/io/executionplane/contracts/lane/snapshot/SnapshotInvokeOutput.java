package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What an export returned.
 *
 * @param result the returned value; null where it returned nothing or failed
 */
public record SnapshotInvokeOutput(@Inline SnapshotEnvelope envelope, @Nullable JsonValue result)
    implements SnapshotOutput {

  public static final Contract<SnapshotInvokeOutput> CONTRACT =
      Contract.of(SnapshotInvokeOutput.class);

  private static final Rules RULES = Rules.of(SnapshotInvokeOutput.class);

  public SnapshotInvokeOutput {
    RULES
        .check(envelope, result)
        .and(() -> envelope.ok() || result == null, "result", "must be null where ok is false")
        .orThrow();
  }
}
