package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Optional;

/** What an execution that starts anew can still say of its effect. */
final class Recollection {

  private static final String WATCHER_GONE =
      "the node that watched it stopped before its end was recorded";

  private Recollection() {}

  static String laneId(ExecutionState state) {
    return state.subject().map(EvidenceSubject::laneId).orElseThrow();
  }

  static String targetId(ExecutionState state) {
    return state.target().orElseThrow().targetId();
  }

  static List<ReportedFact> facts(ExecutionState state) {
    return state.facts().first().stream()
        .map(fact -> new ReportedFact(fact.payload().fact(), fact.payload().data()))
        .toList();
  }

  static ExecutionLost lost(ExecutionState state, Optional<JsonObject> observed) {
    return new ExecutionLost(
        WATCHER_GONE, state.facts().last().map(fact -> fact.payload().fact()), observed);
  }
}
