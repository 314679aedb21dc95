package io.executionplane.node;

import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.journal.sink.SinkStatus;
import io.executionplane.node.target.TargetFact;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a node can do, and what was measured.
 *
 * @param authorityVerifierIds who judges authority, in the order in which they are asked
 * @param credentialResolverIds who gives the values of credentials, in the same way
 * @param unmeasured targets without an attestation, and why
 * @param store where the record is, and what that place promises
 * @param posture what the store promises, component by component
 * @param sinks how those are doing that are told what was recorded
 */
public record NodeDescription(
    String nodeId,
    List<String> authorityVerifierIds,
    List<String> credentialResolverIds,
    Collection<LaneCapabilities> lanes,
    Collection<TargetFact> targets,
    Map<String, String> unmeasured,
    String store,
    List<PersistencePosture> posture,
    List<SinkStatus> sinks) {

  public NodeDescription {
    authorityVerifierIds = List.copyOf(authorityVerifierIds);
    credentialResolverIds = List.copyOf(credentialResolverIds);
    lanes = List.copyOf(lanes);
    targets = List.copyOf(targets);
    unmeasured = Map.copyOf(unmeasured);
    posture = List.copyOf(posture);
    sinks = List.copyOf(sinks);
  }
}
