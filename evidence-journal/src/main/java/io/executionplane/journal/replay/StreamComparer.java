package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.journal.replay.Comparison.Field;
import io.executionplane.journal.replay.Comparison.Likeness;
import io.executionplane.journal.replay.Comparison.StreamDifference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the streams of two executions by digest, and reads them only where digests differ. */
final class StreamComparer {

  private final StreamReplay left;
  private final ExecutionResult leftResult;
  private final StreamReplay right;
  private final ExecutionResult rightResult;

  StreamComparer(
      StreamReplay left,
      ExecutionResult leftResult,
      StreamReplay right,
      ExecutionResult rightResult) {
    this.left = left;
    this.leftResult = leftResult;
    this.right = right;
    this.rightResult = rightResult;
  }

  Field compare(StreamName name) {
    var a = recordOf(leftResult, name);
    var b = recordOf(rightResult, name);
    if (a.isEmpty() || b.isEmpty()) {
      return Field.of(name.text(), Likeness.DIVERGED, "there is a record of it only in one");
    }
    return compare(name, a.orElseThrow(), b.orElseThrow());
  }

  private static Optional<StreamRecord> recordOf(ExecutionResult result, StreamName name) {
    return result.streams().stream().filter(record -> record.stream().equals(name)).findFirst();
  }

  private Field compare(StreamName name, StreamRecord a, StreamRecord b) {
    if (!a.sha256().equals(b.sha256()) || a.totalBytes() != b.totalBytes()) {
      var difference = difference(name, a, b);
      return new Field(
          name.text(), Likeness.EQUIVALENT, reason(difference), Optional.of(difference));
    }
    if (a.ending() != b.ending()) {
      return Field.of(
          name.text(),
          Likeness.EQUIVALENT,
          "the same "
              + bytes(a)
              + ", but it ended as "
              + say(a.ending())
              + " and "
              + say(b.ending()));
    }
    return Field.identical(name.text(), "the same " + bytes(a));
  }

  private StreamDifference difference(StreamName name, StreamRecord a, StreamRecord b) {
    return FirstDifference.between(
        left.pieces(List.of(name)), a.totalBytes(), right.pieces(List.of(name)), b.totalBytes());
  }

  private static String reason(StreamDifference difference) {
    var lengths =
        difference.leftBytes() == difference.rightBytes()
            ? "both " + difference.leftBytes() + " bytes"
            : difference.leftBytes() + " and " + difference.rightBytes() + " bytes";
    if (difference.firstOffset().isEmpty()) {
      return "other bytes, in a part that is not stored (" + lengths + ")";
    }
    return (difference.exact() ? "other bytes from offset " : "other bytes, seen first at offset ")
        + difference.firstOffset().getAsLong()
        + " on ("
        + lengths
        + ")";
  }

  private static String bytes(StreamRecord record) {
    return record.totalBytes() + " bytes";
  }

  private static String say(StreamRecord.Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT);
  }
}
