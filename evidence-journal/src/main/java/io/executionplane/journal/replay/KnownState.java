package io.executionplane.journal.replay;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.state.Facts;
import io.executionplane.journal.state.Happened;
import io.executionplane.journal.state.Streams;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was known of an execution after one of its events.
 *
 * @param state the fold itself
 * @param event the type of that event
 * @param at when the node wrote it, by the node's own clock
 * @param limits under which the effect runs; absent until it was started
 * @param streams what was said of each stream so far, by name; without the recorded request
 */
public record KnownState(
    ExecutionState state,
    String event,
    Instant at,
    Optional<Limits> limits,
    List<KnownStream> streams) {

  public KnownState {
    streams = List.copyOf(streams);
  }

  static KnownState of(ExecutionState state, EvidenceEvent last) {
    return new KnownState(
        state,
        last.type(),
        last.emittedAt(),
        state.started().map(started -> Limits.of(started.payload())),
        streams(state.streams()));
  }

  private static List<KnownStream> streams(Streams streams) {
    var names = new TreeSet<>(streams.recorded().keySet());
    names.addAll(streams.closed().keySet());
    return names.stream().flatMap(name -> KnownStream.of(name, streams).stream()).toList();
  }

  public ExecutionRef ref() {
    return state.ref();
  }

  /** Position of the event. */
  public long seq() {
    return state.head().seq();
  }

  public Optional<ExecutionStatus> status() {
    return state.status();
  }

  /** Where it runs; absent until that was chosen. */
  public Optional<TargetDescriptor> target() {
    return state.target();
  }

  /** What the lane had reported, bounded as the fold bounds it. */
  public Facts facts() {
    return state.facts();
  }

  /** Who had asked for a stop. */
  public Optional<String> cancelRequestedBy() {
    return state.cancelRequested().map(Happened::payload).map(wish -> wish.requestedBy());
  }

  /** How it had ended; absent until it had. */
  public Optional<ExecutionResult> result() {
    return state.result();
  }

  /**
   * Limits that are enforced.
   *
   * @param timeoutMs wall-clock time, milliseconds
   * @param outputBytesMax most bytes of output before the effect is stopped
   * @param captureBytesMax most bytes stored of each stream
   */
  public record Limits(long timeoutMs, long outputBytesMax, long captureBytesMax) {

    static Limits of(ExecutionStarted started) {
      return new Limits(started.timeoutMs(), started.outputBytesMax(), started.captureBytesMax());
    }
  }

  /**
   * How far a stream was recorded.
   *
   * @param end offset after the last byte that an event had spoken of
   * @param chunkCount chunks that an event had spoken of
   * @param root over their commitments
   * @param closed everything that is known of it once it has ended
   */
  public record KnownStream(
      StreamName name, long end, long chunkCount, Sha256 root, Optional<StreamRecord> closed) {

    static Optional<KnownStream> of(StreamName name, Streams streams) {
      return Optional.ofNullable(streams.closed().get(name))
          .map(record -> closed(name, record))
          .or(
              () ->
                  Optional.ofNullable(streams.recorded().get(name))
                      .map(latest -> open(name, latest)));
    }

    private static KnownStream closed(StreamName name, StreamRecord record) {
      return new KnownStream(
          name, record.totalBytes(), record.chunkCount(), record.root(), Optional.of(record));
    }

    private static KnownStream open(StreamName name, OutputRecorded latest) {
      return new KnownStream(
          name, latest.to(), latest.chunkCount(), latest.root(), Optional.empty());
    }
  }
}
