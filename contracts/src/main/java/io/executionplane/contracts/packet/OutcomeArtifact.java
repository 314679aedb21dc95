package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.simulation.LowerSimulationEvidence;
import io.executionplane.contracts.simulation.NegativeEvidence;
import java.util.List;
import java.util.Optional;

/** Something that a dispatch left behind, by its name. */
public record OutcomeArtifact(
    @Handle String artifactRef,
    @Ref String kind,
    @Handle Optional<String> noEgressPolicyRef,
    @Size(max = 16) List<NegativeEvidence> negativeEvidenceRefs,
    Optional<LowerSimulationEvidence> evidence) {

  private static final Rules RULES = Rules.of(OutcomeArtifact.class);

  public OutcomeArtifact {
    RULES.check(artifactRef, kind, noEgressPolicyRef, negativeEvidenceRefs, evidence).orThrow();
    negativeEvidenceRefs = List.copyOf(negativeEvidenceRefs);
  }
}
