package io.executionplane.benchmarks;

import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The journal's rows without the journal: the same columns, indexes and bytes, inserted as a batch
 * on one connection and committed.
 */
final class PlainRows implements Workload, AutoCloseable {

  private static final AtomicLong PLACE = new AtomicLong();

  private static final String INSERT =
      "insert into plain_journal (ordering, persistence_id, sequence_number, deleted, writer,"
          + " write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
          + " values (?, ?, ?, false, ?, ?, '', ?, ?, ?)";

  private final Connection connection;
  private final PreparedStatement insert;
  private final List<RecordedEvent> events;

  private PlainRows(Connection connection, List<RecordedEvent> events) throws SQLException {
    this.connection = connection;
    this.insert = connection.prepareStatement(INSERT);
    this.events = events;
  }

  /** The table, empty. */
  static void createTable(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table plain_journal as select * from event_journal with no data");
      statement.execute("alter table plain_journal alter column ordering set not null");
      statement.execute("alter table plain_journal add primary key (ordering)");
      statement.execute("alter table plain_journal add unique (persistence_id, sequence_number)");
    }
  }

  static void emptyTable(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("truncate table plain_journal");
    }
  }

  /**
   * Commits of so many rows, each of another execution. Their events are made beforehand, for that
   * is no work of the database.
   */
  static PlainRows open(DataSource database, int rows) throws SQLException {
    var events = IntStream.range(0, rows).mapToObj(PlainRows::event).toList();
    var connection = database.getConnection();
    connection.setAutoCommit(false);
    return new PlainRows(connection, events);
  }

  private static RecordedEvent event(int execution) {
    var events = SampleEvents.of("plain-" + execution);
    return events.after(ChainHead.genesis(events.ref()), 1).get(0);
  }

  @Override
  public void once() throws SQLException {
    for (var event : events) {
      add(PLACE.incrementAndGet(), event);
    }
    insert.executeBatch();
    connection.commit();
  }

  private void add(long place, RecordedEvent event) throws SQLException {
    insert.setLong(1, place);
    insert.setString(2, PersistenceIds.of(event.event().executionRef()));
    insert.setLong(3, place);
    insert.setString(4, "c2f9d4ab-2f21-4c1d-8a3e-5d3e6c0c7a11");
    insert.setLong(5, System.currentTimeMillis());
    insert.setInt(6, EvidenceSerializer.IDENTIFIER);
    insert.setString(7, EvidenceSerializer.manifestOf(event));
    insert.setBytes(8, event.canonical());
    insert.addBatch();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.setAutoCommit(true);
    connection.close();
  }
}
