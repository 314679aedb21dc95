package io.executionplane.node.cli;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.lane.process.ProcessFact.Resized;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.replay.Asciicast.Screen;
import io.executionplane.journal.replay.RequestReplay;
import io.executionplane.journal.replay.UnreplayableException;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * How large the terminal of an execution was, as its record says.
 *
 * @param first as it was asked for; empty when the request was erased or asked for none
 * @param changes made later, in order
 */
record TerminalSizes(Optional<Screen> first, Queue<Change> changes) {

  /**
   * Its terminal was made another size.
   *
   * @param offset of the output that came after it
   * @param atMicros since the effect was started, by the wall clock of when that was recorded: a
   *     few milliseconds late
   */
  record Change(long offset, long atMicros, Screen screen) {}

  static TerminalSizes of(EvidenceSource source, ExecutionState state) {
    var changes = new ArrayDeque<Change>();
    var started = state.startedAt();
    for (var rows = source.events(state.ref()); started.isPresent() && rows.hasNext(); ) {
      var event = RecordedEvent.read(rows.next().bytes()).event();
      resized(event).map(to -> change(started.get(), event, to)).ifPresent(changes::add);
    }
    return new TerminalSizes(first(source, state), changes);
  }

  private static Optional<Resized> resized(EvidenceEvent event) {
    return event.payload() instanceof LaneFactObserved fact && fact.fact().equals(Resized.NAME)
        ? Optional.of(Resized.CONTRACT.decode(fact.data().toNode()))
        : Optional.empty();
  }

  private static Change change(Instant started, EvidenceEvent event, Resized to) {
    var since = Duration.between(started, event.emittedAt());
    return new Change(
        to.outputOffset(),
        Math.max(0, since.toNanos() / 1_000),
        new Screen(to.cols(), to.rows(), true));
  }

  private static Optional<Screen> first(EvidenceSource source, ExecutionState state) {
    try {
      var request = RequestReplay.of(source, state);
      return ProcessPayload.decode(request.operation(), request.payload())
          .flatMap(payload -> payload.run().pty())
          .map(TerminalSizes::screen);
    } catch (UnreplayableException | ContractViolationException unknown) {
      return Optional.empty(); // Then it is as for one that never said.
    }
  }

  private static Screen screen(ProcessPty pty) {
    return new Screen(pty.cols(), pty.rows(), true);
  }
}
