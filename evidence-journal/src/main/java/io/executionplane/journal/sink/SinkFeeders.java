package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.follow.BatchBounds;
import io.executionplane.journal.follow.JournalLook;
import io.executionplane.journal.follow.JournalRow;
import io.executionplane.journal.store.JournalStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Feeds all sinks of a node, each on a thread of its own, so that one that is slow or fails holds
 * up no other.
 */
public final class SinkFeeders implements AutoCloseable {

  private final SinkSettings settings;
  private final SinkTable table;
  private final List<FeederThread> threads;

  private SinkFeeders(SinkSettings settings, SinkTable table, List<FeederThread> threads) {
    this.settings = settings;
    this.table = table;
    this.threads = threads;
  }

  /**
   * Starts to feed. Once it has, the sinks belong to the feeders, which close them.
   *
   * @param sinks to be fed; with none, nothing runs
   * @throws IllegalArgumentException if two have the same id, or an id is not well formed
   * @throws io.executionplane.journal.read.JournalReadException if the database does not answer
   */
  public static SinkFeeders start(
      Collection<? extends EvidenceSink> sinks,
      JournalStore store,
      SinkSettings settings,
      Clock clock) {
    requireNames(sinks);
    var table = new SinkTable(store.dataSource());
    var look = look(table, store::isQuiet, settings);
    var feeders =
        sinks.stream()
            .map(sink -> new SinkFeeder(sink, table, look, settings, clock, new Random()))
            .toList();
    feeders.forEach(SinkFeeder::begin);
    var threads = feeders.stream().map(FeederThread::new).toList();
    threads.forEach(FeederThread::start);
    return new SinkFeeders(settings, table, threads);
  }

  /** Takes the events of executions; anything else's rows are none of a sink's business. */
  static JournalLook<RecordedEvent> look(
      SinkTable table, BooleanSupplier quiet, SinkSettings settings) {
    var bounds = new BatchBounds(settings.batchEvents(), settings.batchBytes());
    return new JournalLook<>(table, quiet, SinkFeeders::event, bounds);
  }

  private static Optional<RecordedEvent> event(JournalRow row) {
    return row.ref().map(ref -> row.stored().event());
  }

  /**
   * Checks the names of sinks.
   *
   * @throws IllegalArgumentException if two have the same id, or an id is not well formed
   */
  public static void requireNames(Collection<? extends EvidenceSink> sinks) {
    var seen = new HashSet<String>();
    for (var sink : sinks) {
      var id = sink.sinkId();
      if (id.isEmpty()
          || id.length() > EvidenceSink.ID_LENGTH_MAX
          || !id.chars().allMatch(SinkFeeders::mayNameASink)) {
        throw new IllegalArgumentException(
            "a sink's id has lower-case letters, digits and hyphens, 1 to "
                + EvidenceSink.ID_LENGTH_MAX
                + " of them");
      }
      if (!seen.add(id)) {
        throw new IllegalArgumentException("two sinks are called " + id);
      }
    }
  }

  private static boolean mayNameASink(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** How the sinks are doing. Asks the database. */
  public List<SinkStatus> statuses() {
    return threads.stream()
        .map(FeederThread::status)
        .map(status -> status.withLag(table.countAfter(status.ordering(), SinkStatus.LAG_MAX)))
        .toList();
  }

  /**
   * Delivers what waits, for at most {@code close-within}, and stops. What was not delivered is
   * when the node starts again.
   */
  @Override
  public void close() {
    var deadline = System.nanoTime() + settings.closeWithin().toNanos();
    threads.forEach(FeederThread::stop);
    try {
      for (var thread : threads) {
        thread.awaitUntil(deadline);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
