package io.executionplane.journal.live;

import org.apache.pekko.util.ByteString;

/**
 * What a reader of a stream of lines is given. A line ends with a line feed, a carriage return, or
 * both in this order.
 */
public sealed interface LineFrame {

  /** Offset after this frame: where a reader that has it goes on. */
  long end();

  /**
   * A line.
   *
   * @param offset of its first byte
   * @param end after what ended it
   * @param text its bytes, without what ended it
   * @param complete whether something ended it; not so of the last one before the end of the stream
   *     or before bytes that are not there
   */
  record Line(long offset, long end, ByteString text, boolean complete) implements LineFrame {}

  /**
   * Bytes that are not there. The line before is not complete, and the next one may have lost its
   * beginning.
   *
   * @param what and why: {@code Omitted} or {@code Lagged}
   */
  record Missing(OutputFrame what) implements LineFrame {

    @Override
    public long end() {
      return what.end();
    }
  }

  /**
   * A line is longer than a line may be. Nothing follows; whoever wants it as bytes goes on at its
   * offset.
   *
   * @param offset of its first byte
   * @param actual how many bytes of it there were when that was noticed
   * @param max how many it may have
   * @param preview its first bytes, at most {@link LineCutter#PREVIEW_BYTES}
   */
  record TooLong(long offset, long actual, int max, ByteString preview) implements LineFrame {

    @Override
    public long end() {
      return offset;
    }
  }

  /** The stream has ended, and that is recorded. Nothing follows. */
  record End(OutputFrame.End stream) implements LineFrame {

    @Override
    public long end() {
      return stream.end();
    }
  }
}
