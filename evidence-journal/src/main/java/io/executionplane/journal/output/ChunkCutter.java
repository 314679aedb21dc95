package io.executionplane.journal.output;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Cuts large elements and merges small ones.
 *
 * <p>Whole chunks inside of an element are not copied. Everything else is copied once into a buffer
 * that has just the size it needs, so that a stream of tiny elements costs no more memory than its
 * bytes.
 */
final class ChunkCutter {

  private static final int OPEN_BYTES_MIN = 256;

  private final Queue<Cut> sealed = new ArrayDeque<>();
  private byte[] open = {};
  private int openSize;
  private long openAtMicros;

  /** Offset after the last byte that was added. */
  private long end;

  /** Adds the next bytes of the stream. The array must not change any more. */
  void add(byte[] content, int from, int to, long atMicros) {
    var next = from;
    while (next < to) {
      var size = Math.min(Chunk.BYTES_MAX - openSize, to - next);
      if (size == Chunk.BYTES_MAX) {
        sealed.add(new Cut(end, atMicros, ByteString.fromArrayUnsafe(content, next, size)));
        end += size;
      } else {
        merge(content, next, size, atMicros);
      }
      next += size;
    }
  }

  private void merge(byte[] content, int from, int size, long atMicros) {
    if (openSize == 0) {
      openAtMicros = atMicros;
    }
    makeRoom(openSize + size);
    System.arraycopy(content, from, open, openSize, size);
    openSize += size;
    end += size;
    if (openSize == Chunk.BYTES_MAX) {
      seal();
    }
  }

  private void makeRoom(int size) {
    if (size > open.length) {
      var doubled = Math.max(OPEN_BYTES_MIN, Math.max(size, open.length * 2));
      open = Arrays.copyOf(open, Math.min(doubled, Chunk.BYTES_MAX));
    }
  }

  /** Ends the piece that is still growing, if there is one. */
  void seal() {
    if (openSize > 0) {
      var exact = openSize == open.length ? open : Arrays.copyOf(open, openSize);
      sealed.add(new Cut(end - openSize, openAtMicros, ByteString.fromArrayUnsafe(exact)));
      open = new byte[0];
      openSize = 0;
    }
  }

  /** The next piece that is complete. */
  @Nullable Cut poll() {
    return sealed.poll();
  }
}
