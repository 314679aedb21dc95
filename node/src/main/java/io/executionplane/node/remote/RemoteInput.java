package io.executionplane.node.remote;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.wire.ClientMessage;
import io.executionplane.node.wire.DataFrame;
import io.executionplane.node.wire.EpV1;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * An input of an execution somewhere else. A write waits while much is on its way; what a write
 * brings stays in one piece if that is small. Closing it is its end for the effect.
 */
final class RemoteInput extends OutputStream {

  private final StreamName stream;
  private final Line line;
  private final Queue<Integer> onTheWay = new ArrayDeque<>();
  private int bytesOnTheWay;
  private boolean isClosed;
  private @Nullable IOException failure;

  RemoteInput(StreamName stream, Line line) {
    this.stream = stream;
    this.line = line;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one});
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    for (var at = 0; at < length; at += EpV1.PIECE_BYTES_MAX) {
      var size = Math.min(EpV1.PIECE_BYTES_MAX, length - at);
      send(ByteString.fromArray(from, offset + at, size));
    }
  }

  private synchronized void send(ByteString bytes) throws IOException {
    awaitRoomFor(bytes.size());
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    } else if (isClosed) {
      throw new IOException("the input is closed");
    }
    onTheWay.add(bytes.size());
    bytesOnTheWay += bytes.size();
    line.send(new DataFrame(stream, DataFrame.NEXT, bytes));
  }

  /** One message less than allowed: the end is one, too. */
  private boolean hasRoomFor(int bytes) {
    return bytesOnTheWay + bytes <= EpV1.WINDOW_BYTES && onTheWay.size() < EpV1.WINDOW_MESSAGES - 1;
  }

  private void awaitRoomFor(int bytes) throws InterruptedIOException {
    try {
      while (failure == null && !isClosed && !hasRoomFor(bytes)) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      notifyAll();
      line.send(new ClientMessage.Eof(stream));
    }
  }

  // --- The session

  synchronized void accepted() {
    var size = onTheWay.poll();
    bytesOnTheWay -= size == null ? 0 : size;
    notifyAll();
  }

  synchronized void refused(String code) {
    accepted();
    fail(new IOException("the input was not taken: " + code));
  }

  synchronized void fail(IOException how) {
    if (failure == null) {
      failure = how;
      notifyAll();
    }
  }
}
