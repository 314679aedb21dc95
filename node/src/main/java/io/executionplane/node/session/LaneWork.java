package io.executionplane.node.session;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import org.apache.pekko.stream.javadsl.Source;

/** A lane together with a payload that it has accepted. */
@FunctionalInterface
interface LaneWork {

  Source<LaneSignal, LaneControl> run(ExecutionRef ref, LaneStreams streams);

  /**
   * Has the lane accept the payload.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if it does not
   */
  static <P extends LanePayload> LaneWork of(Lane<P> lane, String operation, JsonObject payload) {
    var accepted = lane.accept(operation, payload);
    return (ref, streams) -> lane.run(new LaneOrder<>(ref, operation, accepted), streams);
  }
}
