package io.executionplane.journal.replay;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.state.IllegalHistoryException;
import io.executionplane.journal.verify.EventRow;
import io.executionplane.journal.verify.EvidenceSource;
import java.util.Optional;

/**
 * Where an execution stood after any of its events: the same fold that the node makes, over what is
 * stored.
 *
 * <p>Of the record only what folding needs is checked (form, place, link, order); verification
 * checks everything.
 */
public final class StateReplay {

  private final EvidenceSource source;

  public StateReplay(EvidenceSource source) {
    this.source = source;
  }

  /**
   * What was known after the last event.
   *
   * @return empty if nothing of the execution is recorded
   * @throws UnreplayableException naming the first event that does not fit
   */
  public Optional<KnownState> whole(ExecutionRef ref) {
    return fold(ref, Long.MAX_VALUE);
  }

  /**
   * What was known after one event.
   *
   * @param seq its position, 1 and up
   * @throws UnreplayableException naming the first event that does not fit, or the one asked for if
   *     it is not there
   */
  public KnownState at(ExecutionRef ref, long seq) {
    if (seq < 1) {
      throw new UnreplayableException(
          place(ref, seq), "there is no such place: the first is seq 1");
    }
    var known = fold(ref, seq);
    var reached = known.map(KnownState::seq).orElse(0L);
    if (reached < seq) {
      throw new UnreplayableException(
          place(ref, seq), "is not there: the record ends after seq " + reached);
    }
    return known.orElseThrow();
  }

  private Optional<KnownState> fold(ExecutionRef ref, long to) {
    var state = ExecutionState.initial(ref);
    Optional<EvidenceEvent> last = Optional.empty();
    for (var rows = source.events(ref); state.head().seq() < to && rows.hasNext(); ) {
      var event = read(ref, rows.next());
      state = after(state, event);
      last = Optional.of(event.event());
    }
    var folded = state;
    return last.map(event -> KnownState.of(folded, event));
  }

  private static RecordedEvent read(ExecutionRef ref, EventRow row) {
    var place = place(ref, row.sequenceNumber());
    if (row.bytes().length > EvidenceEvent.BYTES_MAX) {
      throw new UnreplayableException(
          place, "is longer than " + EvidenceEvent.BYTES_MAX + " bytes");
    }
    try {
      var event = RecordedEvent.read(row.bytes());
      if (event.event().seq() != row.sequenceNumber()) {
        throw new UnreplayableException(place, "says that it is seq " + event.event().seq());
      }
      return event;
    } catch (MalformedJsonException | ContractViolationException unreadable) {
      throw new UnreplayableException(
          place, "is not an event: " + unreadable.getMessage(), unreadable);
    }
  }

  private static ExecutionState after(ExecutionState before, RecordedEvent event) {
    try {
      return before.apply(event);
    } catch (IllegalHistoryException impossible) {
      throw new UnreplayableException(
          place(before.ref(), event.event().seq()),
          "cannot follow what happened before: " + impossible.getMessage(),
          impossible);
    }
  }

  private static String place(ExecutionRef ref, long seq) {
    return ref + " seq " + seq;
  }
}
