package io.executionplane.node;

import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.sink.SinkStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a node can do, and what was measured.
 *
 * @param unmeasured targets without an attestation, and why
 * @param store where the record is, and what that place promises
 * @param posture what the store promises, component by component
 * @param sinks how those are doing that are told what was recorded
 */
public record NodeDescription(
    String nodeId,
    String authorityVerifierId,
    Collection<LaneCapabilities> lanes,
    Collection<TargetDescriptor> targets,
    Map<String, String> unmeasured,
    String store,
    List<PersistencePosture> posture,
    List<SinkStatus> sinks) {

  public NodeDescription {
    lanes = List.copyOf(lanes);
    targets = List.copyOf(targets);
    unmeasured = Map.copyOf(unmeasured);
    posture = List.copyOf(posture);
    sinks = List.copyOf(sinks);
  }
}
