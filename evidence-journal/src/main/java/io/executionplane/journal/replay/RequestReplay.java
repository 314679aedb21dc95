package io.executionplane.journal.replay;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.EvidenceSource;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The recorded request of an execution, read back and held against its record. */
public final class RequestReplay {

  /** Longer than any document that a node admits. */
  private static final long BYTES_MAX = 16L << 20;

  private RequestReplay() {}

  /**
   * Reads it back. What was hidden when it was recorded is still hidden.
   *
   * @throws UnreplayableException if it was erased, is not stored whole, or is not what was
   *     recorded
   */
  public static AdmissionRequest of(EvidenceSource source, ExecutionState state) {
    try {
      return AdmissionRequest.CONTRACT.decode(content(source, state));
    } catch (MalformedJsonException | ContractViolationException unreadable) {
      throw cannot(state, "its recorded request is not a request: " + unreadable.getMessage());
    }
  }

  private static byte[] content(EvidenceSource source, ExecutionState state) {
    var record = state.request().orElseThrow();
    if (record.totalBytes() > BYTES_MAX) {
      throw cannot(state, "its recorded request is longer than a request can be");
    }
    var content = new ByteArrayOutputStream();
    new StreamReplay(source, state)
        .pieces(List.of(StreamName.REQUEST))
        .forEachRemaining(
            piece -> {
              if (!(piece instanceof Piece.Output output)) {
                throw cannot(state, "its recorded request was erased, or is not stored whole");
              }
              content.writeBytes(output.bytes().toArray());
              if (content.size() > BYTES_MAX) {
                throw cannot(state, "its recorded request is longer than its record says");
              }
            });
    if (!Sha256.of(content.toByteArray()).equals(record.sha256())) {
      throw cannot(state, "the stored request is not the one that was recorded");
    }
    return content.toByteArray();
  }

  private static UnreplayableException cannot(ExecutionState state, String why) {
    return new UnreplayableException(state.ref().text(), why);
  }
}
