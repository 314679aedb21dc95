package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Rules;

/** What a scenario asserts about itself: both ways out are closed. */
public record NoEgressAssertion(Deny externalEgress, Deny processSpawn) {

  private static final Rules RULES = Rules.of(NoEgressAssertion.class);

  public NoEgressAssertion {
    RULES.check(externalEgress, processSpawn).orThrow();
  }
}
