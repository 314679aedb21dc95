package io.executionplane.journal.output;

import io.executionplane.journal.output.TailPieces.Piece;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last bytes of a stream in a file of fixed size that is written round and round.
 *
 * <p>On Linux the file loses its name as soon as it is opened, so the kernel frees it when this
 * process ends, however it ends. Every method blocks, and each may be called in another thread; one
 * thread writes, any number may read meanwhile.
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

  /** Offset of the oldest byte that can still be read. */
  synchronized long start() {
    return pieces.start();
  }

  /** Offset after the last byte that was added. */
  synchronized long end() {
    return pieces.end();
  }

  /**
   * Reads what is kept from an offset on, as it was cut, and keeps it.
   *
   * @param bytesMax about how many; at least one piece is given while there is one
   * @return without a gap, but it begins later than wanted where older bytes are overwritten
   */
  List<Cut> read(long offset, int bytesMax) throws IOException {
    List<Piece> planned;
    FileChannel from;
    synchronized (this) {
      planned = pieces.from(offset, bytesMax);
      from = planned.isEmpty() ? null : file();
    }
    var cuts = new ArrayList<Cut>(planned.size());
    for (var piece : planned) {
      cuts.add(
          new Cut(
              piece.offset(),
              piece.atMicros(),
              read(Objects.requireNonNull(from), piece.offset(), piece.size())));
    }
    // The writer may have come round meanwhile: what it has reached is not what was read.
    var intact = start();
    cuts.removeIf(cut -> cut.offset() < intact);
    return cuts;
  }

  private ByteString read(FileChannel from, long offset, int size) throws IOException {
    var bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      var place = (offset + bytes.position()) % capacity;
      var stop = (int) Math.min(size, bytes.position() + capacity - place);
      if (from.read(bytes.limit(stop), place) < 0) {
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
