package io.executionplane.journal.live;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamRecord;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * What a reader of a stream is given. Frames follow each other without a gap and without an
 * overlap: each begins at the offset where the one before it ends.
 */
public sealed interface OutputFrame {

  /** Offset after this frame: where a reader that has it goes on. */
  long end();

  /**
   * Bytes.
   *
   * @param offset of the first
   * @param atMicros when the first of them was read from the effect, or a little before;
   *     microseconds since the execution's streams were opened
   */
  record Bytes(long offset, ByteString bytes, long atMicros) implements OutputFrame {

    @Override
    public long end() {
      return offset + bytes.size();
    }
  }

  /** Bytes that passed and are not there any more, or never were. */
  record Omitted(ByteRange range, Reason reason) implements OutputFrame {

    @Override
    public long end() {
      return range.to();
    }

    /** Why bytes are not there. */
    public enum Reason {
      /** More than the capture limit; the first and the last part are kept. */
      CAPTURE_LIMIT,
      /** Only digests were wanted. */
      CAPTURE_POLICY,
      /** Storing failed. */
      STORE_FAILED,
      /** They were stored, and erased since. */
      ERASED,
      /** Nothing says why: whoever recorded the stream was gone before he could. */
      UNRECORDED
    }
  }

  /**
   * The stream went on faster than this reader: these bytes passed, and cannot be read while it
   * goes on. None of them will be stored, either: they are more than the capture limit.
   */
  record Lagged(ByteRange range) implements OutputFrame {

    @Override
    public long end() {
      return range.to();
    }
  }

  /**
   * The stream has ended, and that is recorded. Nothing follows.
   *
   * @param at offset after its last byte
   * @param record what is recorded of it; absent if the execution is over and had no such stream,
   *     or was lost before it could say how the stream ended
   */
  record End(long at, Optional<StreamRecord> record) implements OutputFrame {

    @Override
    public long end() {
      return at;
    }
  }
}
