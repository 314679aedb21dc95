package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Runs one export.
 *
 * @param name the export's name; for {@code http} a method and a path, such as {@code GET /orders}
 * @param payload its argument; absent means an empty object. It must not have {@code ctx}
 */
public record SnapshotInvoke(
    @Inline SnapshotUse use,
    SnapshotKind kind,
    @NotBlank @Length(max = 512) String name,
    Optional<JsonObject> payload)
    implements SnapshotPayload {

  /** The operation's name. */
  public static final String OPERATION = "invoke";

  public static final Contract<SnapshotInvoke> CONTRACT = Contract.of(SnapshotInvoke.class);

  private static final Rules RULES = Rules.of(SnapshotInvoke.class);

  public SnapshotInvoke {
    RULES
        .check(use, kind, name, payload)
        .and(
            () -> kind != SnapshotKind.HTTP || SnapshotNames.isRoute(name),
            "name",
            "must be a method, a space and a path where kind is http")
        .and(() -> SnapshotNames.isWithoutContext(payload), "payload", SnapshotNames.CONTEXT_RULE)
        .orThrow();
  }
}
