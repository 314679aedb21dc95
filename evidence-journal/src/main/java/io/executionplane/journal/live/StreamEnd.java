package io.executionplane.journal.live;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.journal.live.OutputFrame.Omitted;
import io.executionplane.journal.state.ExecutionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That nothing more will be recorded of a stream, and what is recorded of its end.
 *
 * @param record absent if nothing is
 */
record StreamEnd(Optional<StreamRecord> record) {

  /** For a stream of whose end nothing is recorded. */
  static final StreamEnd UNKNOWN = new StreamEnd(Optional.empty());

  /** What a state says of a stream's end; empty if more of it may come. */
  static Optional<StreamEnd> of(ExecutionState state, StreamName stream) {
    var closed =
        stream.equals(StreamName.REQUEST)
            ? state.request()
            : Optional.ofNullable(state.streams().closed().get(stream));
    return closed.isPresent() || state.ended().isPresent()
        ? Optional.of(new StreamEnd(closed))
        : Optional.empty();
  }

  /** Bytes of the stream, if that is recorded. */
  Optional<Long> total() {
    return record.map(StreamRecord::totalBytes);
  }

  /** Why bytes of a range are not in the store, piece by piece; nothing for an empty range. */
  List<Omitted> missing(long from, long to) {
    var missing = new ArrayList<Omitted>();
    var next = from;
    for (var omission : record.map(StreamRecord::omitted).orElse(List.of())) {
      var begin = Math.max(next, omission.range().from());
      var end = Math.min(to, omission.range().to());
      if (begin < end) {
        add(missing, next, begin, unexplained());
        add(missing, begin, end, reason(omission.reason()));
        next = end;
      }
    }
    add(missing, next, to, unexplained());
    return missing;
  }

  private static void add(List<Omitted> missing, long from, long to, Omitted.Reason reason) {
    if (from < to) {
      missing.add(new Omitted(new ByteRange(from, to), reason));
    }
  }

  /** What was recorded as stored and is not there was erased. */
  private Omitted.Reason unexplained() {
    return record.isPresent() ? Omitted.Reason.ERASED : Omitted.Reason.UNRECORDED;
  }

  private static Omitted.Reason reason(Omission.Reason reason) {
    return switch (reason) {
      case CAPTURE_LIMIT -> Omitted.Reason.CAPTURE_LIMIT;
      case CAPTURE_POLICY -> Omitted.Reason.CAPTURE_POLICY;
      case STORE_FAILED -> Omitted.Reason.STORE_FAILED;
    };
  }
}
