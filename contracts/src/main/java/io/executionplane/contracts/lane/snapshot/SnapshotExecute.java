package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Calls a function that the snapshot declares as a handler. Not any function: what a module merely
 * imports is out of reach.
 *
 * @param handler the module's dotted name and the function's, such as {@code entry_point.main}
 * @param event its first argument; absent means an empty object. It must not have {@code ctx}
 */
public record SnapshotExecute(
    @Inline SnapshotUse use, @Length(max = 512) String handler, Optional<JsonObject> event)
    implements SnapshotPayload {

  /** The operation's name. */
  public static final String OPERATION = "execute";

  public static final Contract<SnapshotExecute> CONTRACT = Contract.of(SnapshotExecute.class);

  private static final Rules RULES = Rules.of(SnapshotExecute.class);

  public SnapshotExecute {
    RULES
        .check(use, handler, event)
        .and(
            () -> SnapshotNames.isHandler(handler),
            "handler",
            "must be a module and a function, with dots in between")
        .and(() -> SnapshotNames.isWithoutContext(event), "event", SnapshotNames.CONTEXT_RULE)
        .orThrow();
  }
}
