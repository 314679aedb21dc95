package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.packet.ResolvedBudget;
import io.executionplane.contracts.surface.ExecutionSurface;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the owner of a lane says when it calls the lane itself. What the owner does not say is made
 * up, but never what gives a right or ties retries together: the binding and the idempotency key.
 *
 * @param tenantId absent means {@code tenant:auto}
 * @param traceId absent means a new one
 * @param surface where it shall happen; absent means the node itself
 */
public record LaneWish(
    @Ref String family,
    @Ref String idempotencyKey,
    TargetBinding target,
    @Handle("workspace://") String workspaceRef,
    @Ref Optional<String> tenantId,
    @Ref Optional<String> traceId,
    @Ref @Size(max = 64) List<String> requestedCapabilities,
    Optional<Instant> deadlineAt,
    Optional<ExecutionSurface> surface,
    Optional<ResolvedBudget> budget) {

  private static final Rules RULES = Rules.of(LaneWish.class);

  public LaneWish {
    RULES
        .check(
            family,
            idempotencyKey,
            target,
            workspaceRef,
            tenantId,
            traceId,
            requestedCapabilities,
            deadlineAt,
            surface,
            budget)
        .orThrow();
    requestedCapabilities = List.copyOf(requestedCapabilities);
  }

  /** The least that must be said. */
  public static LaneWish of(
      String family, String idempotencyKey, TargetBinding target, String workspaceRef) {
    return new LaneWish(
        family,
        idempotencyKey,
        target,
        workspaceRef,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
