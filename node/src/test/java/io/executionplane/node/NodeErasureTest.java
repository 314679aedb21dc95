package io.executionplane.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.anchor.ErasedContent;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running node erases. Every request here is refused, which is recorded like anything. */
@Timeout(120)
class NodeErasureTest {

  @TempDir private Path directory;

  @Test
  void erasesThroughItsOwnLogWhileItRuns() throws Exception {
    try (var plane = start("", Clock.systemUTC())) {
      var ref = submit(plane);

      plane.erasure().erase(ref, Set.of(StreamName.REQUEST), "asked for");

      assertThat(isPresent(plane.journal(), ref)).isFalse();
      var log = new LogReader(plane.journal().dataSource());
      var report =
          new ExecutionVerifier(new JdbcEvidenceSource(plane.journal().dataSource()), log, log)
              .verify(ref);
      assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.INCOMPLETE);
      assertThat(submit(plane)).as("it goes on").isNotEqualTo(ref);
    }
  }

  @Test
  void erasesByItselfWhatWasKeptLongEnough() throws Exception {
    ExecutionRef ref;
    try (var plane = start("", Clock.systemUTC())) {
      ref = submit(plane);
    }

    var tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    try (var plane = start("request.rejected = 1 hour, pause = 0 s", tomorrow)) {
      var young = submit(plane);
      awaitGone(plane.journal(), ref);

      assertThat(isPresent(plane.journal(), young)).isTrue();
    }
  }

  @Test
  void destroysAtItsStartWhatAnEarlierOneHadOnlyDeclared() throws Exception {
    ExecutionRef ref;
    try (var plane = start("", Clock.systemUTC())) {
      ref = submit(plane);
    }
    var settings = StoreSettings.from(ConfigFactory.load()).withDirectory(data());
    try (var store = JournalStore.open(settings)) {
      var content = new ErasedContent(ref, StreamName.REQUEST, new ChunkRange(0, 1), "asked for");
      EvidenceLog.open(store.dataSource(), data(), Clock.systemUTC())
          .declare(List.of(), List.of(content));
      assertThat(isPresent(store, ref)).isTrue();
    }

    try (var plane = start("", Clock.systemUTC())) {
      awaitGone(plane.journal(), ref);
    }
  }

  // --- Steps

  private ExecutionPlane start(String retention, Clock clock) {
    return ExecutionPlane.builder()
        .dataDirectory(data())
        .config(config(retention))
        .clock(clock)
        .lanes(List.of())
        .start();
  }

  private static Config config(String retention) {
    return ConfigFactory.parseString("execution-plane.retention { " + retention + " }");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private static ExecutionRef submit(ExecutionPlane plane) throws Exception {
    var payload = JsonObject.of(new ObjectMapper().createObjectNode());
    var wish = plane.client().identified(AdmissionRequest.of("process", "run", payload));
    return plane.client().submit(wish).toCompletableFuture().get(60, TimeUnit.SECONDS).ref();
  }

  private static void awaitGone(JournalStore store, ExecutionRef ref) throws SQLException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (isPresent(store, ref) && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(isPresent(store, ref)).isFalse();
  }

  private static boolean isPresent(JournalStore store, ExecutionRef ref) throws SQLException {
    var query = "select count(*) from output_chunk where bytes is not null and execution_ref = ?";
    try (var connection = store.dataSource().getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, ref.text());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1) > 0;
      }
    }
  }
}
