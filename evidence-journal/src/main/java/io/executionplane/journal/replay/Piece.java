package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import org.apache.pekko.util.ByteString;

/** A part of a stream as it is replayed: bytes, or the statement that some are not there. */
public sealed interface Piece {

  StreamName stream();

  /**
   * When it was read, microseconds since the execution's streams were opened; never goes back
   * within a stream. Not covered by any hash.
   */
  long atMicros();

  /**
   * Stored bytes.
   *
   * @param offset of the first of them in the stream
   */
  record Output(StreamName stream, long atMicros, long offset, ByteString bytes) implements Piece {

    /** Offset after the last byte. */
    public long end() {
      return offset + bytes.size();
    }
  }

  /**
   * Bytes that are not stored. Its moment is that of the bytes before it: when exactly they passed
   * is not known.
   *
   * @param range which
   * @param cause why
   */
  record Gap(StreamName stream, long atMicros, ByteRange range, Cause cause) implements Piece {

    /** Why bytes are not there. */
    public enum Cause {
      /** The stream was longer than what is kept of it. */
      CAPTURE_LIMIT,
      /** Only digests were wanted. */
      CAPTURE_POLICY,
      /** They could not be stored. */
      STORE_FAILED,
      /** They were stored, and erased later. */
      ERASED,
      /** No event says so: the stream is still open, or its record is damaged. */
      UNDECLARED
    }
  }
}
