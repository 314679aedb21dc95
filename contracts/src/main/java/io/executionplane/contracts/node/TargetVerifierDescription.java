package io.executionplane.contracts.node;

import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/** A verifier that a node has, and what it can measure. */
public record TargetVerifierDescription(
    @Ref String verifierId,
    @Ref @Size(max = 64) List<String> attestationTypes,
    @Ref @Size(max = 64) List<String> capabilityClasses) {

  private static final Rules RULES = Rules.of(TargetVerifierDescription.class);

  public TargetVerifierDescription {
    RULES.check(verifierId, attestationTypes, capabilityClasses).orThrow();
    attestationTypes = List.copyOf(attestationTypes);
    capabilityClasses = List.copyOf(capabilityClasses);
  }
}
