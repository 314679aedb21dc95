package io.executionplane.node.admission;

import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.journal.output.ContentRecorder;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who is asked for facts.
 *
 * @param audience the name of this plane, for which authorities must be meant
 * @param factsWithin longest time that all facts together may take to gather
 */
public record AdmissionServices(
    Optional<AuthorityVerifier> authorityVerifier,
    Map<String, Lane<? extends LanePayload>> lanes,
    ActorRef<Targets.Command> targets,
    ActorRef<Capacity.Command> capacity,
    ContentRecorder contents,
    NodeLimits limits,
    String audience,
    Duration factsWithin,
    Clock clock) {

  public AdmissionServices {
    lanes = Map.copyOf(lanes);
  }

  Optional<Lane<? extends LanePayload>> lane(String laneId) {
    return Optional.ofNullable(lanes.get(laneId));
  }
}
