package io.executionplane.node.rerun;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RequestMetadata;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.journal.replay.Piece;
import io.executionplane.journal.replay.RequestReplay;
import io.executionplane.journal.replay.Speed;
import io.executionplane.journal.replay.StreamReplay;
import io.executionplane.journal.replay.UnreplayableException;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.EvidenceSource;
import io.executionplane.node.session.Foreground;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The request of an execution that has ended, fit to be submitted again.
 *
 * @param ref of the recorded execution
 * @param again the request without what was only about the first time: its id, its authority, its
 *     deadline; with a label that says what it repeats
 * @param foreground its recorded input, if it had any
 */
public record RecordedRequest(ExecutionRef ref, AdmissionRequest again, Foreground foreground) {

  /** Links a rerun to what it repeats. */
  public static final String LABEL = "rerun_of";

  /** What the record holds in the place of what must not be recorded. */
  private static final String REDACTED = "redacted:sha256:";

  /**
   * Reads it back.
   *
   * @throws NotRerunnableException saying why it cannot be run again
   */
  public static RecordedRequest of(EvidenceSource source, ExecutionState state) {
    if (state.ended().isEmpty()) {
      throw cannot(state, "it has not ended, so there is nothing to compare with");
    }
    var replay = new StreamReplay(source, state);
    var recorded = recorded(source, state);
    if (holdsRedacted(recorded.payload().toNode())) {
      throw cannot(state, "a part of its payload was hidden when it was recorded");
    }
    return new RecordedRequest(
        state.ref(), labelled(recorded, state), foreground(recorded, state, replay));
  }

  private static AdmissionRequest recorded(EvidenceSource source, ExecutionState state) {
    try {
      return RequestReplay.of(source, state);
    } catch (UnreplayableException gone) {
      throw cannot(state, gone.objection());
    }
  }

  private static NotRerunnableException cannot(ExecutionState state, String why) {
    return new NotRerunnableException(state.ref(), why);
  }

  // --- The request

  private static boolean holdsRedacted(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().startsWith(REDACTED);
    }
    for (var part : node) {
      if (holdsRedacted(part)) {
        return true;
      }
    }
    return false;
  }

  private static AdmissionRequest labelled(AdmissionRequest recorded, ExecutionState state) {
    var labels = new TreeMap<>(recorded.metadata().map(RequestMetadata::labels).orElse(Map.of()));
    labels.put(LABEL, state.ref().text());
    try {
      var metadata =
          new RequestMetadata(recorded.metadata().flatMap(RequestMetadata::traceId), labels);
      return new AdmissionRequest(
          recorded.contractVersion(),
          Optional.empty(),
          recorded.laneId(),
          recorded.operation(),
          recorded.payload(),
          Optional.empty(),
          recorded.acceptableAttestation(),
          recorded.sandboxProfile(),
          recorded.placement(),
          recorded.constraints(),
          recorded.provenance(),
          Optional.empty(),
          Optional.of(metadata));
    } catch (ContractViolationException tooMany) {
      throw cannot(state, "it has so many labels that there is no room for " + LABEL);
    }
  }

  // --- Its input

  private static Foreground foreground(
      AdmissionRequest recorded, ExecutionState state, StreamReplay replay) {
    if (!takesInput(recorded)) {
      return Foreground.none();
    }
    var record = Optional.ofNullable(state.streams().closed().get(StreamName.STDIN));
    var input =
        record
            .filter(stdin -> isStoredWhole(replay))
            .flatMap(stdin -> input(stdin.ending(), replay))
            .orElseThrow(
                () ->
                    cannot(state, "its standard input came from outside and is not stored whole"));
    return new Foreground(Optional.of(input), Map.of());
  }

  private static boolean takesInput(AdmissionRequest recorded) {
    // What is no process's payload has no input; what is a broken one is refused as it was then.
    try {
      return recorded.laneId().equals(ProcessRun.LANE_ID)
          && ProcessPayload.decode(recorded.operation(), recorded.payload())
              .filter(RecordedRequest::takesInput)
              .isPresent();
    } catch (ContractViolationException broken) {
      return false;
    }
  }

  private static boolean takesInput(ProcessPayload payload) {
    return payload instanceof ProcessSession session
        ? !session.closeStdinOnStart().orElse(false)
        : payload.run().stdin().filter(StdinMode.OPEN::equals).isPresent();
  }

  private static boolean isStoredWhole(StreamReplay replay) {
    for (var pieces = replay.pieces(List.of(StreamName.STDIN)); pieces.hasNext(); ) {
      if (pieces.next() instanceof Piece.Gap) {
        return false;
      }
    }
    return true;
  }

  /** Ends as it ended then: where nobody closed it, it stays open until the command is over. */
  private static Optional<Source<ByteString, NotUsed>> input(
      StreamRecord.Ending ending, StreamReplay replay) {
    var bytes =
        replay
            .source(List.of(StreamName.STDIN), Speed.MAX)
            .collectType(Piece.Output.class)
            .map(Piece.Output::bytes);
    return switch (ending) {
      case EOF -> Optional.of(bytes);
      case ABANDONED -> Optional.of(bytes.concat(Source.never()));
      case LIMIT, LOST -> Optional.empty();
    };
  }
}
