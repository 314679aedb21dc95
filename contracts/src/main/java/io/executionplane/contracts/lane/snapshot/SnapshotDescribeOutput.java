package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;
import org.jspecify.annotations.Nullable;

/**
 * The exports of a snapshot.
 *
 * @param result null exactly when the answer is an error
 */
public record SnapshotDescribeOutput(
    @Inline SnapshotEnvelope envelope, @Nullable SnapshotExports result) implements SnapshotOutput {

  public static final Contract<SnapshotDescribeOutput> CONTRACT =
      Contract.of(SnapshotDescribeOutput.class);

  private static final Rules RULES = Rules.of(SnapshotDescribeOutput.class);

  public SnapshotDescribeOutput {
    RULES
        .check(envelope, result)
        .and(() -> envelope.ok() == (result != null), "result", "must be given exactly when ok")
        .orThrow();
  }
}
