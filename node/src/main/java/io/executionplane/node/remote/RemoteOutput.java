package io.executionplane.node.remote;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * An output of an execution somewhere else. As much as is read is acknowledged, so what comes and
 * is not read is bounded. Read it to its end, or close it: then what still comes is thrown away.
 */
public final class RemoteOutput extends InputStream {

  /** So often the node is told what was read, where more is there to be read. */
  private static final int ACKNOWLEDGED_EVERY = EpV1.WINDOW_BYTES / 4;

  private final LongConsumer acknowledge;
  private final Deque<ByteString> there = new ArrayDeque<>();
  private long arrived;
  private long read;
  private long acknowledged;
  private long missing;
  private boolean isClosed;
  private boolean isEnded;
  private @Nullable IOException failure;

  RemoteOutput(long from, LongConsumer acknowledge) {
    this.acknowledge = acknowledge;
    this.arrived = from;
    this.read = from;
    this.acknowledged = from;
  }

  /** How many bytes are missing in what was read: omitted from the store, or missed by us. */
  public synchronized long missing() {
    return missing;
  }

  // --- The reader

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    awaitSomething();
    if (there.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      return -1;
    }
    var first = there.remove();
    var count = Math.min(length, first.size());
    first.copyToArray(into, offset, count);
    if (count < first.size()) {
      there.addFirst(first.drop(count));
    }
    passed(count);
    return count;
  }

  private void awaitSomething() throws InterruptedIOException {
    try {
      while (there.isEmpty() && !isEnded && failure == null) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void passed(int count) {
    read += count;
    if (there.isEmpty() || read - acknowledged >= ACKNOWLEDGED_EVERY) {
      // Also what is missing after it: offsets go on behind that.
      acknowledged = there.isEmpty() ? arrived : read;
      acknowledge.accept(acknowledged);
    }
  }

  @Override
  public synchronized int available() {
    return there.isEmpty() ? 0 : there.element().size();
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    var left = there.stream().mapToInt(ByteString::size).sum();
    there.clear();
    if (left > 0) {
      passed(left);
    }
  }

  // --- The session

  /** False if more came than may. */
  synchronized boolean deliver(DataFrame data) {
    arrived = data.offset() + data.bytes().size();
    there.add(data.bytes());
    if (isClosed) {
      close();
    }
    notifyAll();
    return there.stream().mapToLong(ByteString::size).sum() <= EpV1.WINDOW_BYTES;
  }

  synchronized void skip(ByteRange range) {
    missing += range.length();
    arrived = range.to();
  }

  synchronized void end() {
    isEnded = true;
    notifyAll();
  }

  synchronized boolean isEnded() {
    return isEnded;
  }

  /** What is there may be read; then it fails. */
  synchronized void fail(IOException how) {
    if (!isEnded && failure == null) {
      failure = how;
      notifyAll();
    }
  }
}
