package io.executionplane.journal.output;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.sample.Settings;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Measures recorders beside a stream that records nothing, in turn, in one run.
 *
 * <p>Not a test: run its main method. Prints MiB/s of each round; the first rounds warm up.
 */
final class RecorderThroughput {

  private static final int ROUNDS = 6;
  private static final long MIB = 1 << 20;
  private static final ByteString ELEMENT = ByteString.fromArrayUnsafe(new byte[Chunk.BYTES_MAX]);

  private final ActorSystem system = ActorSystem.create("throughput");
  private final OutputStore store;
  private final StreamRecorder recorder;
  private int streams;

  private RecorderThroughput(OutputStore store, Path directory) {
    this.store = store;
    this.recorder = new StreamRecorder(store, SaltSource.secure(), directory);
  }

  public static void main(String[] arguments) throws Exception {
    var directory = Files.createTempDirectory("throughput");
    try (var journal = JournalStore.open(Settings.in(directory));
        var store = JdbcOutputStore.start(journal.dataSource())) {
      new RecorderThroughput(store, directory).run();
    } finally {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  private void run() throws Exception {
    for (var round = 1; round <= ROUNDS; round++) {
      System.out.printf(
          "round %d: nothing %,.0f | digest only %,.0f | beyond capture %,.0f | captured %,.0f"
              + " | store alone %,.0f | captured, 4 at once %,.0f"
              + " | captured, 4 KiB elements %,.0f MiB/s%n",
          round,
          measure(1024, size -> source(size, 64).runWith(Sink.ignore(), system)),
          measure(1024, size -> record(size, 64, CapturePolicy.digest())),
          measure(1024, size -> record(size, 64, CapturePolicy.full(16 * MIB))),
          measure(64, size -> record(size, 64, CapturePolicy.full(64 * MIB))),
          measure(64, this::storeAlone),
          measure(128, this::recordFour),
          measure(64, size -> record(size, 4, CapturePolicy.full(64 * MIB))));
    }
    system.terminate();
  }

  /** Runs a stream of a size in MiB to its end. */
  private interface Work {
    CompletionStage<?> start(long mebibytes);
  }

  private static double measure(long mebibytes, Work work) throws Exception {
    var start = System.nanoTime();
    work.start(mebibytes).toCompletableFuture().get(5, MINUTES);
    return mebibytes / ((System.nanoTime() - start) / 1e9);
  }

  /** The same chunks, without a stream: two at a time, as a recorder stores them. */
  private CompletionStage<?> storeAlone(long mebibytes) {
    var ref = ExecutionRef.derive("default", "throughput-" + streams++);
    CompletionStage<?> last = CompletableFuture.completedStage(null);
    for (var index = 0L; index < mebibytes * MIB / Chunk.BYTES_MAX; index += 2) {
      var first = index;
      last =
          last.thenCompose(done -> store.append(List.of(chunk(ref, first), chunk(ref, first + 1))));
    }
    return last;
  }

  private static Chunk chunk(ExecutionRef ref, long index) {
    var salt = ByteString.fromArrayUnsafe(new byte[Chunk.SALT_BYTES]);
    return new Chunk(ref, StreamName.STDOUT, index, index * Chunk.BYTES_MAX, 0, salt, ELEMENT);
  }

  private CompletionStage<?> recordFour(long mebibytes) {
    CompletionStage<?> all = record(mebibytes / 4, 64, CapturePolicy.full(64 * MIB));
    for (var i = 1; i < 4; i++) {
      all =
          all.thenCombine(
              record(mebibytes / 4, 64, CapturePolicy.full(64 * MIB)), (left, right) -> right);
    }
    return all;
  }

  private CompletionStage<?> record(long mebibytes, int elementKib, CapturePolicy capture) {
    var recording =
        new Recording(
            ExecutionRef.derive("default", "throughput-" + streams++),
            StreamName.STDOUT,
            capture,
            OutputBudget.unlimited(),
            () -> System.nanoTime() / 1000,
            progress -> {},
            failure -> false);
    return source(mebibytes, elementKib)
        .viaMat(recorder.flow(recording), Keep.right())
        .to(Sink.ignore())
        .run(system);
  }

  private static Source<ByteString, NotUsed> source(long mebibytes, int elementKib) {
    var element = ByteString.fromArrayUnsafe(new byte[elementKib * 1024]);
    return Source.repeat(element).take(mebibytes * 1024 / elementKib);
  }
}
