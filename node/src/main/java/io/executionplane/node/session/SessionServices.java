package io.executionplane.node.session;

import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.output.OutputStore;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.node.credential.CredentialDesk;
import io.executionplane.node.input.OpenInputs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What lane sessions work with.
 *
 * @param simulations what stands in for a lane, by the target on which it does
 * @param owners where their reports go
 * @param outputs where their bytes go
 * @param salts gives each stored chunk its salt
 * @param spoolDirectory where the tails of long streams wait
 * @param live where others find the streams while they go on
 * @param audiences knows who reads them
 * @param inputs where others find what takes input
 * @param credentials where the values come from that payloads name
 */
public record SessionServices(
    Map<String, Lane<? extends LanePayload>> lanes,
    Map<String, Lane<? extends LanePayload>> simulations,
    SessionOwners owners,
    OutputStore outputs,
    SaltSource salts,
    Path spoolDirectory,
    LiveStreams live,
    Audiences audiences,
    OpenInputs inputs,
    CredentialDesk credentials,
    SessionSettings settings) {

  public SessionServices {
    lanes = Map.copyOf(lanes);
    simulations = Map.copyOf(simulations);
  }

  /** What has the effects of a lane on a target; empty if nothing here does. */
  Optional<Lane<? extends LanePayload>> lane(String laneId, String targetId) {
    return Optional.<Lane<? extends LanePayload>>ofNullable(simulations.get(targetId))
        .or(() -> Optional.ofNullable(lanes.get(laneId)));
  }
}
