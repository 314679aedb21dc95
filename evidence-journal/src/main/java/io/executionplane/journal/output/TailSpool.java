package io.executionplane.journal.output;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last bytes of a stream in a file of fixed size that is written round and round.
 *
 * <p>On Linux the file loses its name as soon as it is opened, so the kernel frees it when this
 * process ends, however it ends. Every method blocks, and each may be called in another thread.
 */
final class TailSpool implements AutoCloseable {

  private final Path directory;
  private final long capacity;
  private final TailPieces pieces;
  private @Nullable FileChannel file;
  private boolean closed;

  /**
   * A spool that makes its file when the first bytes come.
   *
   * @param capacity bytes that it keeps; more than 0
   */
  TailSpool(Path directory, long capacity) {
    this.directory = directory;
    this.capacity = capacity;
    this.pieces = new TailPieces(capacity);
  }

  /** Adds what follows. */
  synchronized void write(List<Cut> cuts) throws IOException {
    for (var cut : cuts) {
      write(cut.bytes().asByteBuffer(), cut.offset());
      pieces.add(cut);
    }
  }

  private void write(ByteBuffer bytes, long offset) throws IOException {
    while (bytes.hasRemaining()) {
      var place = (offset + bytes.position()) % capacity;
      var room = (int) Math.min(bytes.remaining(), capacity - place);
      var slice = bytes.slice(bytes.position(), room);
      while (slice.hasRemaining()) {
        file().write(slice, place + slice.position());
      }
      bytes.position(bytes.position() + room);
    }
  }

  /**
   * Takes the oldest bytes that are kept, as they were cut.
   *
   * @param bytesMax about how many; at least one piece is given while there is one
   */
  synchronized List<Cut> take(int bytesMax) throws IOException {
    var cuts = new ArrayList<Cut>();
    for (var left = bytesMax; left > 0; ) {
      var piece = pieces.poll();
      if (piece == null) {
        break;
      }
      cuts.add(new Cut(piece.offset(), piece.atMicros(), read(piece.offset(), piece.size())));
      left -= piece.size();
    }
    return cuts;
  }

  private ByteString read(long offset, int size) throws IOException {
    var bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      var place = (offset + bytes.position()) % capacity;
      var stop = (int) Math.min(size, bytes.position() + capacity - place);
      if (file().read(bytes.limit(stop), place) < 0) {
        throw new EOFException("the spool file is shorter than what was written to it");
      }
      bytes.limit(size);
    }
    return ByteString.fromArrayUnsafe(bytes.array());
  }

  private FileChannel file() throws IOException {
    var opened = file;
    if (closed) {
      throw new ClosedChannelException();
    }
    if (opened == null) {
      opened =
          FileChannel.open(
              directory.resolve("tail-" + UUID.randomUUID()),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = opened;
    }
    return opened;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true; // Also keeps a late write from making a file that nobody would close.
    if (file != null) {
      file.close();
    }
  }
}
