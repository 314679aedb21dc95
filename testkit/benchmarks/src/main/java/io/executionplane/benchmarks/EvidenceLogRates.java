package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The log of a journal: how fast anchors get under a signed checkpoint, what a proof and a whole
 * verification cost at that size, and how soon a checkpoint covers an event under load.
 */
public final class EvidenceLogRates {

  private static final Duration LOADED = Duration.ofSeconds(10);

  private EvidenceLogRates() {}

  /** Runs it; the first argument is the number of leaves (default 1,000,000). */
  public static void main(String[] args) throws Exception {
    var leaves = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    BothStores.each((store, directory, settings) -> measure(store, directory, settings, leaves));
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static void measure(String store, Path directory, Config settings, int leaves)
      throws Exception {
    try (var recording = RecordingSystem.open(settings)) {
      System.out.printf("%n%s%n", store);
      var database = recording.store().dataSource();
      var log = EvidenceLog.open(database, directory, Clock.systemUTC());
      new LogWriting(database, log).write(leaves);
      var reader = new LogReader(database);
      new LogProofs(reader, log.key()).prove(leaves);
      new LogVerification(reader).verify();
      for (var executions : new int[] {16, 256, 2048}) {
        new CheckpointLag(recording, directory).measure(executions, LOADED);
      }
    }
  }
}
