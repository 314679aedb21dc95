package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.WireName;

/** The one contract that simulation evidence may follow. */
public enum EvidenceContract {
  @WireName("ExecutionPlane.LowerSimulationEvidence.v1")
  LOWER_SIMULATION_EVIDENCE_V1
}
