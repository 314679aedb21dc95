package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.lane.LanePayload;

/** What the diagnostic lane can be asked. */
public sealed interface DiagnosticPayload extends LanePayload
    permits DiagnosticEcho, DiagnosticSystemInfo, DiagnosticWorkspaceStat, DiagnosticHttpProbe {

  /** The lane's name. */
  String LANE_ID = "diagnostic";

  /** What it may use. */
  DiagnosticLimits limits();
}
