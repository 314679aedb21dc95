package io.executionplane.node.session;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.FlowPayload.InputClosed;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.node.input.InputGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gates through which others hand in while a session's effect runs, and what the record says of
 * it. Streams open gates; the session reads now and then, and gets one entry per person however
 * often he typed.
 */
final class SessionInputs {

  private final Map<StreamName, InputGate> gates = new ConcurrentHashMap<>();

  /** Called from the streams. */
  void opened(StreamName stream, InputGate gate) {
    gates.put(stream, gate);
  }

  /** What was handed in since the last call. */
  List<EvidencePayload> take() {
    var accepted = new ArrayList<EvidencePayload>();
    new TreeMap<>(gates).values().forEach(gate -> accepted.addAll(gate.takeAccepted()));
    return accepted;
  }

  /** What is to be said before the end of a stream; nothing unless others handed in there. */
  List<EvidencePayload> close(StreamRecord record) {
    var gate = gates.get(record.stream());
    if (gate == null) {
      return List.of();
    }
    var last = new ArrayList<EvidencePayload>(gate.takeAccepted());
    last.add(new InputClosed(record.stream(), record.totalBytes(), gate.closedBy()));
    gates.remove(record.stream());
    return last;
  }
}
