package io.executionplane.journal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailSpoolTest {

  private static final int CAPACITY = 300_000;

  @TempDir private Path directory;

  @Test
  void keepsWhatWasReadForWhoeverReadsItToo() throws IOException {
    try (var spool = new TailSpool(directory, CAPACITY)) {
      spool.write(List.of(cut(10, 5), cut(15, 5)));

      var once = spool.read(12, Integer.MAX_VALUE);
      var again = spool.read(12, Integer.MAX_VALUE);

      assertThat(once).isEqualTo(again).containsExactly(cut(12, 3), cut(15, 5));
      assertThat(spool.end()).isEqualTo(20);
    }
  }

  /** The writer goes round the file many times while others read it at their own pace. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesReadersNothingButWhatWasWrittenHoweverFastTheWriterIs(long seed) throws Exception {
    var total = 40L * CAPACITY;
    try (var spool = new TailSpool(directory, CAPACITY)) {
      var readers =
          IntStream.range(0, 3)
              .mapToObj(each -> CompletableFuture.supplyAsync(() -> readAll(spool, total)))
              .toList();

      write(spool, new Random(seed), total);

      for (var reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  private static void write(TailSpool spool, Random random, long total) throws IOException {
    var offset = 0L;
    while (offset < total) {
      var cuts = new ArrayList<Cut>();
      for (var each = random.nextInt(4); each >= 0 && offset < total; each--) {
        var size = (int) Math.min(1 + random.nextInt(Chunk.BYTES_MAX), total - offset);
        cuts.add(cut(offset, size));
        offset += size;
      }
      spool.write(cuts);
    }
  }

  /**
   * Reads up to the end, and checks every byte.
   *
   * @return how many were read
   */
  private static long readAll(TailSpool spool, long total) {
    try {
      var read = 0L;
      for (var next = 0L; next < total; ) {
        for (var cut : spool.read(next, 100_000)) {
          assertThat(cut.offset()).isGreaterThanOrEqualTo(next);
          assertThat(cut.bytes()).isEqualTo(bytes(cut.offset(), cut.bytes().size()));
          next = cut.offset() + cut.bytes().size();
          read += cut.bytes().size();
        }
      }
      return read;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Cut cut(long offset, int size) {
    return new Cut(offset, 0, bytes(offset, size));
  }

  /** Bytes that tell at which offset they are. */
  private static ByteString bytes(long offset, int size) {
    var bytes = new byte[size];
    for (var i = 0; i < size; i++) {
      bytes[i] = (byte) (((offset + i) * 2_654_435_761L) >>> 24);
    }
    return ByteString.fromArrayUnsafe(bytes);
  }
}
