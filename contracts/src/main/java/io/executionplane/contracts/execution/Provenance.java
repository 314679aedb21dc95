package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * On whose word an execution runs.
 *
 * @param owner the lane's owner, named exactly in direct mode
 * @param admissionRef the admission that it came from, where that was elsewhere
 */
@ContractVersion("1")
public record Provenance(
    ProvenanceKind kind, @Ref Optional<String> owner, @Ref Optional<String> admissionRef) {

  private static final Rules RULES = Rules.of(Provenance.class);

  public Provenance {
    RULES
        .check(kind, owner, admissionRef)
        .and(
            () -> owner.isPresent() == (kind == ProvenanceKind.DIRECT_LOWER_LANE_OWNER),
            "owner",
            "must be given exactly in direct mode")
        .orThrow();
  }

  /** Admitted by the node that runs it. */
  public static Provenance nodeAdmitted() {
    return new Provenance(ProvenanceKind.NODE_ADMITTED, Optional.empty(), Optional.empty());
  }

  /** Called by the owner of its lane, without an authority. */
  public static Provenance directLowerLaneOwner(String owner) {
    return new Provenance(
        ProvenanceKind.DIRECT_LOWER_LANE_OWNER, Optional.of(owner), Optional.empty());
  }

  /** Whether no authority was asked. */
  public boolean isDirect() {
    return kind == ProvenanceKind.DIRECT_LOWER_LANE_OWNER;
  }
}
