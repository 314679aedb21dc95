package io.executionplane.lanes.process.guest.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.SessionExtension;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Start;
import io.executionplane.lanes.process.guest.bridge.StartSession;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be started, as the process lane understands it.
 *
 * @param stdin all of its input, where it came along
 */
record GuestStart(ProcessRun order, Bytes stdin) {

  /**
   * From a payload.
   *
   * @throws BridgeException when it is malformed, or asks for what is not there
   */
  static GuestStart of(ObjectNode payload) throws BridgeException {
    var start = StartSession.read(payload);
    if (start.user().isPresent()) {
      throw new BridgeException(
          BridgeError.UNSUPPORTED_CAPABILITY, "commands run as the agent's own user");
    }
    var beyond =
        SessionExtension.from(start.extensions(), Start.CONTRACT).orElse(Start.OF_VERSION_1);
    try {
      return new GuestStart(order(start, beyond), start.stdin().orElse(Bytes.empty()));
    } catch (ContractViolationException broken) {
      throw new BridgeException(
          BridgeError.BRIDGE_PROTOCOL_ERROR, "a start: " + broken.getMessage());
    }
  }

  private static ProcessRun order(StartSession start, Start beyond) {
    return new ProcessRun(
        start.command(),
        start.args(),
        start.cwd(),
        start.env(),
        beyond.input() ? Optional.of(StdinMode.OPEN) : Optional.empty(),
        Optional.empty(),
        beyond.mergeErrors() ? Optional.of(StderrMode.STDOUT) : Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        beyond.pty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public String toString() {
    return "start of " + order.command();
  }
}
