package io.executionplane.journal.live;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Cuts the frames of a stream into lines. It keeps one unfinished line, and no more of that than a
 * line may have.
 *
 * <p>A carriage return ends a line, and so does the line feed after it, together with it: so a
 * return that comes last waits for the next byte.
 */
public final class LineCutter {

  /** How much of a line that is too long is shown. */
  public static final int PREVIEW_BYTES = 160;

  private final int max;
  private final List<LineFrame> cut = new ArrayList<>();

  /** Of the line that is not finished; where it begins is {@link #offset}. */
  private ByteString begun = ByteString.emptyByteString();

  private long offset;

  /** Whether what was begun is finished, and only a line feed may still belong to it. */
  private boolean returned;

  private boolean over;

  private LineCutter(int max) {
    this.max = max;
  }

  /**
   * Lines of at most so many bytes.
   *
   * @param max at least 1; a longer one ends the flow with {@link LineFrame.TooLong}
   */
  public static Flow<OutputFrame, LineFrame, NotUsed> flow(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("a line must be allowed at least 1 byte");
    }
    return Flow.<OutputFrame>create()
        .statefulMapConcat(
            () -> {
              var cutter = new LineCutter(max);
              return cutter::take;
            })
        .takeWhile(frame -> !isLast(frame), true);
  }

  private static boolean isLast(LineFrame frame) {
    return frame instanceof LineFrame.End || frame instanceof LineFrame.TooLong;
  }

  private List<LineFrame> take(OutputFrame frame) {
    cut.clear();
    if (frame instanceof OutputFrame.Bytes some) {
      cut(some);
    } else {
      finish();
      cut.add(
          frame instanceof OutputFrame.End end
              ? new LineFrame.End(end)
              : new LineFrame.Missing(frame));
      offset = frame.end();
    }
    return List.copyOf(cut);
  }

  private void cut(OutputFrame.Bytes frame) {
    var bytes = frame.bytes().toArrayUnsafe();
    if (begun.isEmpty() && !returned) {
      offset = frame.offset();
    }
    var from = 0;
    for (var i = 0; i < bytes.length && !over; i++) {
      if (returned) {
        var feed = bytes[i] == '\n';
        endLine(frame.offset() + (feed ? i + 1 : i));
        from = feed ? i + 1 : i;
        if (feed) {
          continue;
        }
      }
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        begin(bytes, from, i);
        returned = bytes[i] == '\r';
        from = i + 1;
        if (!returned) {
          endLine(frame.offset() + from);
        }
      }
    }
    begin(bytes, from, bytes.length);
  }

  private void begin(byte[] bytes, int from, int to) {
    if (to > from && !over) {
      begun = begun.concat(ByteString.fromArray(bytes, from, to - from));
    }
    if (begun.size() > max && !over) {
      over = true;
      cut.add(
          new LineFrame.TooLong(offset, begun.size(), max, begun.take(PREVIEW_BYTES).compact()));
    }
  }

  private void endLine(long end) {
    if (!over) {
      cut.add(new LineFrame.Line(offset, end, begun.compact(), true));
      next(end);
    }
  }

  /** What was begun is all there is of it. */
  private void finish() {
    if (returned) {
      endLine(offset + begun.size() + 1);
    } else if (!begun.isEmpty()) {
      var end = offset + begun.size();
      cut.add(new LineFrame.Line(offset, end, begun.compact(), false));
      next(end);
    }
  }

  private void next(long end) {
    begun = ByteString.emptyByteString();
    offset = end;
    returned = false;
  }
}
