package io.executionplane.journal.output;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.journal.sample.Settings;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Floods many recorders at once. Runs in a JVM of its own, whose heap would not hold the bytes. */
final class ManyRecorders {

  private static final int RECORDERS = 200;
  private static final int CAPTURE_BYTES_MAX = 1 << 20;
  private static final int ELEMENTS = 64;

  private ManyRecorders() {}

  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var system = ActorSystem.create("many");
    try (var journal = JournalStore.open(Settings.in(directory));
        var store = JdbcOutputStore.start(journal.dataSource())) {
      var recorder = new StreamRecorder(store, SaltSource.secure(), directory);
      var records = new ArrayList<CompletionStage<StreamRecord>>();
      for (var i = 0; i < RECORDERS; i++) {
        records.add(flood(system, recorder, i));
      }
      for (var record : records) {
        check(record.toCompletableFuture().get(5, MINUTES));
      }
    } finally {
      system.terminate();
    }
  }

  private static CompletionStage<StreamRecord> flood(
      ActorSystem system, StreamRecorder recorder, int number) {
    var recording =
        new Recording(
            ExecutionRef.derive("default", "flood-" + number),
            StreamName.STDOUT,
            CapturePolicy.full(CAPTURE_BYTES_MAX),
            OutputBudget.unlimited(),
            () -> 0,
            progress -> {},
            failure -> false);
    return Source.range(1, ELEMENTS)
        .map(each -> ByteString.fromArrayUnsafe(new byte[Chunk.BYTES_MAX]))
        .viaMat(recorder.flow(recording), Keep.right())
        .to(Sink.ignore())
        .run(system);
  }

  private static void check(StreamRecord record) {
    if (record.ending() != Ending.EOF || record.capturedBytes() != CAPTURE_BYTES_MAX) {
      throw new IllegalStateException("not what was to be recorded: " + record);
    }
  }
}
