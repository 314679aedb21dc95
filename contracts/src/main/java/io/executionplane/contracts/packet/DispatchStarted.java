package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.surface.PlacementFamily;

/**
 * The payload of the event {@code dispatch.started}.
 *
 * @param timeoutMs how long the dispatch may take, in milliseconds
 */
public record DispatchStarted(
    @Ref String family,
    @Ref String protocol,
    @Range(min = 1) long timeoutMs,
    PlacementFamily placementFamily) {

  /** The type of the event. */
  public static final String EVENT_TYPE = "dispatch.started";

  public static final Contract<DispatchStarted> CONTRACT = Contract.of(DispatchStarted.class);

  private static final Rules RULES = Rules.of(DispatchStarted.class);

  public DispatchStarted {
    RULES.check(family, protocol, timeoutMs, placementFamily).orThrow();
  }
}
