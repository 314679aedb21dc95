package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;

/** Which exports does a snapshot have? To know, its code is loaded. */
public record SnapshotDescribe(@Inline SnapshotUse use) implements SnapshotPayload {

  /** The operation's name. */
  public static final String OPERATION = "describe";

  public static final Contract<SnapshotDescribe> CONTRACT = Contract.of(SnapshotDescribe.class);

  private static final Rules RULES = Rules.of(SnapshotDescribe.class);

  public SnapshotDescribe {
    RULES.check(use).orThrow();
  }
}
