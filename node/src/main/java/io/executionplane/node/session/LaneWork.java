package io.executionplane.node.session;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.Secret;
import java.util.List;
import java.util.Map;
import org.apache.pekko.stream.javadsl.Source;

/** A lane together with a payload that it has accepted. */
record LaneWork<P extends LanePayload>(Lane<P> lane, String operation, P payload) {

  /**
   * Has the lane accept the payload.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if it does not
   */
  static <P extends LanePayload> LaneWork<P> of(
      Lane<P> lane, String operation, JsonObject payload) {
    return new LaneWork<>(lane, operation, lane.accept(operation, payload));
  }

  List<CredentialHandle> credentials() {
    return lane.credentials(payload);
  }

  Source<LaneSignal, LaneControl> run(
      LaunchOrder order, Map<CredentialHandle, Secret> secrets, LaneStreams streams) {
    return lane.run(
        new LaneOrder<>(
            order.ref(), operation, payload, order.targetId(), order.constraints(), secrets),
        streams);
  }
}
