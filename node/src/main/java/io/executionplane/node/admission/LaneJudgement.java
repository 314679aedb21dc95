package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.node.admission.AdmissionFacts.LaneFact;
import java.util.List;
import java.util.Optional;

/** Has the lane that a request names look at its payload. */
final class LaneJudgement {

  private LaneJudgement() {}

  /** What the lane says; empty if there is no such lane. */
  static Optional<LaneFact> of(AdmissionRequest request, AdmissionServices services) {
    return services
        .lane(request.laneId())
        .map(lane -> new LaneFact(lane.capabilities(), violations(request, lane)));
  }

  private static List<Violation> violations(
      AdmissionRequest request, Lane<? extends LanePayload> lane) {
    try {
      lane.accept(request.operation(), request.payload());
      return List.of();
    } catch (ContractViolationException broken) {
      return broken.violations().stream().map(each -> each.within("/payload")).toList();
    }
  }
}
