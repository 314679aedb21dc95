package io.executionplane.node.session;

import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.journal.output.OutputStore;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.lanes.spi.Lane;
import java.nio.file.Path;
import java.util.Map;

/**
 * What lane sessions work with.
 *
 * @param owners where their reports go
 * @param outputs where their bytes go
 * @param salts gives each stored chunk its salt
 * @param spoolDirectory where the tails of long streams wait
 */
public record SessionServices(
    Map<String, Lane<? extends LanePayload>> lanes,
    SessionOwners owners,
    OutputStore outputs,
    SaltSource salts,
    Path spoolDirectory,
    SessionSettings settings) {

  public SessionServices {
    lanes = Map.copyOf(lanes);
  }
}
