package io.executionplane.benchmarks;

import io.executionplane.journal.store.JournalStore;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * So many executions at once that write evidence down through the journal, each its next events
 * when the last ones are durable. Not one event may be lost.
 *
 * @param executions how many
 * @param events of each transaction
 */
record JournalRound(JournalStore store, ActorSystem<?> system, int executions, int events)
    implements Round {

  @Override
  public Sample run(Duration time) throws SQLException {
    try (var scribes = Scribes.open(system, executions, head -> {})) {
      var before = rows();
      var begun = System.nanoTime();
      var latencies = scribes.write(events, time);
      var elapsed = System.nanoTime() - begun;
      requireStored((long) latencies.size() * events, rows() - before);
      return Sample.of(latencies, elapsed, events);
    }
  }

  private static void requireStored(long acknowledged, long stored) {
    if (acknowledged != stored) {
      throw new IllegalStateException(
          acknowledged + " events were acknowledged and " + stored + " are in the journal");
    }
  }

  private long rows() throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from event_journal")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
