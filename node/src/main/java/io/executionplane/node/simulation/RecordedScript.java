package io.executionplane.node.simulation;

import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.replay.Piece;
import io.executionplane.journal.replay.RequestReplay;
import io.executionplane.journal.replay.Speed;
import io.executionplane.journal.replay.StreamReplay;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.EvidenceSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * A recorded execution as a script: its facts, its output at the pace that is wanted, its end. It
 * answers the request that was recorded, and no other.
 *
 * <p>How facts and output lay between each other is not recorded beyond their order in the chain,
 * so nothing is made up: the fact that something was launched comes first, then the output, then
 * all other facts, then the end.
 */
final class RecordedScript implements Script {

  /** A fact that comes before any output. */
  private static final String LAUNCHED = "launched";

  /** What the plane gave, rather than got. */
  private static final Set<StreamName> INPUTS = Set.of(StreamName.STDIN);

  private final ExecutionState state;
  private final List<LaneFactObserved> facts;
  private final Terminal end;
  private final Sha256 payloadHash;
  private final StreamReplay replay;
  private final Speed speed;

  private RecordedScript(
      ExecutionState state,
      List<LaneFactObserved> facts,
      Terminal end,
      Sha256 payloadHash,
      StreamReplay replay,
      Speed speed) {
    this.state = state;
    this.facts = facts;
    this.end = end;
    this.payloadHash = payloadHash;
    this.replay = replay;
    this.speed = speed;
  }

  /**
   * The script of a recorded execution.
   *
   * @throws UnusableScriptException if there is none, it has not ended as its lane saw it end, or
   *     not all of its output is stored
   */
  static RecordedScript of(
      ExecutionRef ref, JournalReader reader, EvidenceSource source, Speed speed) {
    var state =
        reader
            .find(ref)
            .orElseThrow(() -> new UnusableScriptException(ref + " is not recorded here"))
            .state();
    var end =
        state
            .ended()
            .map(happened -> happened.payload())
            .filter(each -> each instanceof ExecutionCompleted || each instanceof ExecutionFailed)
            .orElseThrow(
                () -> new UnusableScriptException(ref + " has no end that could be shown again"));
    requireAllOutput(state);
    return new RecordedScript(
        state,
        facts(ref, reader),
        end,
        RequestReplay.of(source, state).payloadHash(),
        new StreamReplay(source, state),
        speed);
  }

  private static void requireAllOutput(ExecutionState state) {
    for (var record : state.streams().closed().values()) {
      if (!record.omitted().isEmpty()) {
        throw new UnusableScriptException(
            state.ref() + " " + record.stream() + " is not stored whole");
      }
    }
  }

  private static List<LaneFactObserved> facts(ExecutionRef ref, JournalReader reader) {
    try (var rows = reader.rows(ref, 1)) {
      return rows.map(row -> row.event().event().payload())
          .filter(LaneFactObserved.class::isInstance)
          .map(LaneFactObserved.class::cast)
          .toList();
    }
  }

  @Override
  public String reference() {
    return state.ref().text();
  }

  /** The head of its chain covers everything that it says. */
  @Override
  public Sha256 digest() {
    return state.head().hash();
  }

  @Override
  public Optional<Source<Beat, NotUsed>> answer(String operation, JsonObject payload) {
    var isRecorded =
        state.operation().equals(Optional.of(operation))
            && Sha256.ofText(payload.canonical()).equals(payloadHash);
    return isRecorded ? Optional.of(beats()) : Optional.empty();
  }

  private Source<Beat, NotUsed> beats() {
    var split = facts.stream().collect(Collectors.partitioningBy(RecordedScript::isFirst));
    return Source.from(split.get(true))
        .map(RecordedScript::fact)
        .concat(output())
        .concat(Source.from(split.get(false)).map(RecordedScript::fact))
        .concat(Source.single(last()));
  }

  private static boolean isFirst(LaneFactObserved fact) {
    return fact.fact().endsWith("." + LAUNCHED);
  }

  private static Beat fact(LaneFactObserved recorded) {
    return new Beat.Fact(recorded.fact(), recorded.data());
  }

  private Source<Beat, NotUsed> output() {
    var streams = replay.streams().stream().filter(stream -> !INPUTS.contains(stream)).toList();
    return replay.source(streams, speed).map(this::printed);
  }

  private Beat printed(Piece piece) {
    if (piece instanceof Piece.Output output) {
      return new Beat.Output(output.stream(), output.bytes());
    }
    throw new UnusableScriptException(
        state.ref() + " " + piece.stream() + " is not stored whole any more");
  }

  private Beat last() {
    if (end instanceof ExecutionCompleted completed) {
      return new Beat.End(true, completed.output());
    }
    var failed = (ExecutionFailed) end;
    return failed
        .failure()
        .<Beat>map(Beat.Fault::new)
        .orElseGet(() -> new Beat.End(false, failed.output().orElse(JsonObject.empty())));
  }
}
