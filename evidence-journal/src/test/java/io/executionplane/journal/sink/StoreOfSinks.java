package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.follow.JournalPosition;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * A store with sinks that are fed step by step, on the test's own thread. A test that is about the
 * store runs on each database.
 */
abstract class StoreOfSinks {

  static final SinkSettings SETTINGS =
      new SinkSettings(
          4,
          16 * 1024,
          Duration.ofMillis(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(1),
          Duration.ofMillis(8),
          Duration.ofMillis(200));

  private static final int STEPS_MAX = 10_000;

  @Parameter TestDatabase database = TestDatabase.H2;
  @TempDir Path directory;

  JournalStore store;

  @BeforeEach
  final void open() {
    store = JournalStore.open(database.settings(directory));
  }

  @AfterEach
  final void close() {
    if (store != null) { // Where the test is skipped there is none.
      store.close();
    }
  }

  SinkFeeder feeder(EvidenceSink sink) {
    return feeder(sink, SETTINGS);
  }

  SinkFeeder feeder(EvidenceSink sink, SinkSettings settings) {
    var table = new SinkTable(store.dataSource());
    var look = SinkFeeders.look(table, store::isQuiet, settings);
    var clock = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);
    return new SinkFeeder(sink, table, look, settings, clock, new Random(1));
  }

  /** Steps until one neither fails nor delivers. */
  static void feedAll(SinkFeeder feeder) {
    for (var i = 0; i < STEPS_MAX; i++) {
      var delivered = feeder.step().delivered();
      if (!delivered && feeder.status().failures() == 0) {
        return;
      }
    }
    throw new AssertionError("still not done: " + feeder.status());
  }

  void write(History... histories) throws SQLException {
    for (var history : histories) {
      Rows.write(store.dataSource(), history);
    }
  }

  JournalPosition position(String sinkId) {
    return new SinkTable(store.dataSource()).position(sinkId);
  }

  static List<RecordedEvent> of(History history, List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.event().executionRef().equals(history.ref()))
        .toList();
  }
}
