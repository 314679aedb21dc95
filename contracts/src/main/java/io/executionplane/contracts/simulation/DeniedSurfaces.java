package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Rules;

/** The ways out that are closed. Each must be named, and each must be denied. */
public record DeniedSurfaces(
    Deny externalEgress,
    Deny processSpawn,
    Deny unregisteredProviderRoute,
    Deny rawExternalSaasWritePath) {

  private static final Rules RULES = Rules.of(DeniedSurfaces.class);

  public DeniedSurfaces {
    RULES
        .check(externalEgress, processSpawn, unregisteredProviderRoute, rawExternalSaasWritePath)
        .orThrow();
  }
}
