package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LanePayload;
import java.util.Map;
import java.util.Optional;

/** What the process lane can be asked. */
public sealed interface ProcessPayload extends LanePayload permits ProcessRun, ProcessSession {

  /** The command that is to be run. */
  ProcessRun run();

  /**
   * A payload of the process lane.
   *
   * @return empty if the lane has no such operation
   * @throws io.executionplane.contracts.json.ContractViolationException naming what is wrong with
   *     it
   */
  static Optional<ProcessPayload> decode(String operation, JsonObject payload) {
    var contracts =
        Map.<String, Contract<? extends ProcessPayload>>of(
            ProcessRun.OPERATION, ProcessRun.CONTRACT,
            ProcessSession.OPERATION, ProcessSession.CONTRACT);
    return Optional.ofNullable(contracts.get(operation))
        .map(contract -> contract.decode(payload.toNode()));
  }
}
