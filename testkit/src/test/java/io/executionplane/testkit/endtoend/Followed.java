package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.journal.live.OutputFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * What a follower saw of a stream, checked: frames that follow each other without gap or overlap,
 * and nothing after the end.
 *
 * @param bytes that it was given, one after the other
 * @param missed what it was told that it does not get, in order
 * @param end the last frame, if it came so far
 */
record Followed(ByteString bytes, List<ByteRange> missed, Optional<OutputFrame.End> end) {

  static Followed of(long from, List<OutputFrame> frames) {
    var bytes = ByteString.createBuilder();
    var missed = new ArrayList<ByteRange>();
    var end = Optional.<OutputFrame.End>empty();
    var next = from;
    for (var frame : frames) {
      assertThat(end).as("nothing follows the end").isEmpty();
      if (frame instanceof OutputFrame.Bytes some) {
        assertThat(some.offset()).isEqualTo(next);
        bytes.append(some.bytes());
      } else if (frame instanceof OutputFrame.End last) {
        assertThat(last.at()).isEqualTo(next);
        end = Optional.of(last);
      } else {
        var range = range(frame);
        assertThat(range.from()).isEqualTo(next);
        missed.add(range);
      }
      next = frame.end();
    }
    return new Followed(bytes.result(), missed, end);
  }

  private static ByteRange range(OutputFrame frame) {
    return frame instanceof OutputFrame.Lagged lagged
        ? lagged.range()
        : ((OutputFrame.Omitted) frame).range();
  }

  /** Offset after the last of some frames. */
  static long end(List<OutputFrame> frames) {
    return frames.get(frames.size() - 1).end();
  }
}
