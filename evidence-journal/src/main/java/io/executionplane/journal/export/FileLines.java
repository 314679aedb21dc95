package io.executionplane.journal.export;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, without their ends. Of a line that is too long one byte more is given than
 * it may have, and the rest is skipped. Holds a piece of the file, and nothing open.
 */
final class FileLines implements Iterator<byte[]> {

  private static final int PIECE_BYTES = 64 * 1024;

  private final ExportFiles files;
  private final String name;
  private final int lineMax;
  private byte[] piece = {};
  private int at;
  private long position;
  private byte @Nullable [] next;

  FileLines(ExportFiles files, String name, int lineMax) {
    this.files = files;
    this.name = name;
    this.lineMax = lineMax;
  }

  @Override
  public boolean hasNext() {
    if (next == null && fill()) {
      next = read();
    }
    return next != null;
  }

  @Override
  public byte[] next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    var line = next;
    next = null;
    return line;
  }

  private byte[] read() {
    var line = new ByteArrayOutputStream();
    do {
      var end = at;
      while (end < piece.length && piece[end] != '\n') {
        end++;
      }
      var room = lineMax + 1 - line.size();
      line.write(piece, at, Math.min(room, end - at));
      at = end;
      if (end < piece.length) {
        at++;
        return line.toByteArray();
      }
    } while (fill());
    return line.toByteArray();
  }

  /** Whether there is something to read. */
  private boolean fill() {
    if (at < piece.length) {
      return true;
    }
    var read = files.readOrNull(name, position, PIECE_BYTES);
    piece = read == null ? new byte[0] : read;
    position += piece.length;
    at = 0;
    return piece.length > 0;
  }
}
