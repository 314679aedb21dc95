package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Which way out an HTTP exchange may take.
 *
 * @param surfaceKind for example {@code https}
 * @param policyRef the egress policy in force
 */
public record EgressSurface(@Ref Optional<String> surfaceKind, @Ref Optional<String> policyRef) {

  private static final Rules RULES = Rules.of(EgressSurface.class);

  public EgressSurface {
    RULES.check(surfaceKind, policyRef).orThrow();
  }
}
