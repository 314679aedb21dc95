package io.executionplane.benchmarks;

import io.executionplane.journal.anchor.Anchoring;
import io.executionplane.journal.anchor.AnchoringPace;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How soon after an event is durable a published checkpoint covers it, while executions write as
 * fast as the journal lets them and so leave the log the least room.
 */
record CheckpointLag(RecordingSystem recording, Path directory) {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration COVERED_WITHIN = Duration.ofMinutes(1);

  /** So many executions at once, one event a transaction. */
  void measure(int executions, Duration time) throws IOException {
    var database = recording.store().dataSource();
    var clock = Clock.systemUTC();
    try (var anchoring =
            Anchoring.start(
                () -> EvidenceLog.open(database, directory, clock),
                database,
                clock,
                AnchoringPace.standard());
        var follower = CheckpointFollower.start(directory, new LogReader(database));
        var scribes =
            Scribes.open(
                recording.system(),
                executions,
                head -> {
                  follower.durable(head);
                  anchoring.changed(head);
                })) {
      Progress.say("%,d executions at once, anchored: warming up".formatted(executions));
      scribes.write(1, WARM_UP);
      follower.take(COVERED_WITHIN);
      Progress.say("%,d executions at once, anchored".formatted(executions));
      var begun = System.nanoTime();
      scribes.write(1, time);
      var covered = follower.take(COVERED_WITHIN);
      Progress.done();
      print(executions, covered, System.nanoTime() - begun);
    }
  }

  private static void print(int executions, CheckpointFollower.Covered covered, long elapsedNanos) {
    var seconds = elapsedNanos / (double) TimeUnit.SECONDS.toNanos(1);
    var lags = Latencies.ofNanos(covered.lagsNanos());
    System.out.printf(
        "  %,5d executions at once  %,8.0f events/s, %,.0f anchors/s;"
            + " covered after %.0f ms p50, %.0f ms p99%n",
        executions,
        lags.count() / seconds,
        covered.anchors() / seconds,
        lags.millis(50),
        lags.millis(99));
  }
}
