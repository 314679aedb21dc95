package io.executionplane.journal.output;

import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Wakeups;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;

/**
 * A stream that is being recorded, for whoever follows it.
 *
 * <p>Its beginning is in the store as soon as it is durable. What follows beyond the first half of
 * the capture limit goes round in the spool file until the stream has ended, and is read from there
 * meanwhile. So nothing that will be stored can be missed, and nothing is kept for anybody who
 * reads.
 */
public final class LiveStream {

  private final Topic topic;
  private final TailSpool tail;
  private final Wakeups wakeups;
  private volatile long storedTo;

  LiveStream(Topic topic, TailSpool tail, Wakeups wakeups) {
    this.topic = topic;
    this.tail = tail;
    this.wakeups = wakeups;
  }

  /** What there is from an offset on. */
  public sealed interface Look {

    /** The store has it. */
    record Stored() implements Look {}

    /**
     * Pieces that are not in the store, or not yet.
     *
     * @param pieces in order and without a gap; the first begins later than was asked for where
     *     what came before it is overwritten
     */
    record Passed(List<Cut> pieces) implements Look {}

    /** Nothing, so far. */
    record Nothing() implements Look {}
  }

  /**
   * Looks what there is from an offset on. May wait for the disk, never for the recorder.
   *
   * @param bytesMax about how many bytes to give; at least one piece is given while there is one
   */
  public Look look(long offset, int bytesMax) throws IOException {
    if (offset < storedTo) {
      return new Look.Stored();
    }
    try {
      while (offset < tail.end()) {
        var pieces = tail.read(offset, bytesMax);
        if (!pieces.isEmpty()) {
          return new Look.Passed(pieces);
        }
      }
    } catch (ClosedChannelException over) {
      // It has ended meanwhile: whatever is left is in the store, and whoever waits was woken.
    }
    return new Look.Nothing();
  }

  /** Offset after the last byte that can be read now. */
  public long end() {
    return Math.max(storedTo, tail.end());
  }

  Topic topic() {
    return topic;
  }

  // --- Told by the recorder, in its own thread

  /** The stream's beginning is durable up to here. */
  void stored(long to) {
    storedTo = to;
    wakeups.ring(topic);
  }

  /** More is in the spool file. */
  void spooled() {
    wakeups.ring(topic);
  }
}
