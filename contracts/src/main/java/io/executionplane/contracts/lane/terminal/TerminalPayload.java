package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.lane.LanePayload;

/** What can be asked of operator terminals. */
public sealed interface TerminalPayload extends LanePayload
    permits TerminalStart, TerminalInfo, TerminalList, TerminalStop {

  /** The name under which they are asked. */
  String LANE_ID = "terminal";
}
