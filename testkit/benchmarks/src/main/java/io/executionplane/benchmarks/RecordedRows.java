package io.executionplane.benchmarks;

import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.output.Chunk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Fills a journal with executions, in batches, as if a node had recorded them. */
final class RecordedRows {

  private static final int BATCH = 500;

  private static final String EVENT =
      "insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,"
          + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
          + " values (?, ?, 'benchmark', ?, '', ?, ?, ?)";

  private static final String REQUEST =
      "insert into output_chunk (execution_ref, stream, chunk_index, chunk_offset, at_micros, salt,"
          + " commitment, bytes) values (?, ?, 0, 0, 0, ?, ?, ?)";

  private RecordedRows() {}

  static void write(DataSource database, int executions) throws SQLException {
    var many = new ManyExecutions();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (var done = 0; done < executions; done += BATCH) {
        write(connection, many, Math.min(BATCH, executions - done));
        connection.commit();
        Progress.say("recorded %,d of %,d".formatted(done, executions));
      }
      connection.setAutoCommit(true);
    }
    Progress.done();
  }

  private static void write(Connection connection, ManyExecutions many, int count)
      throws SQLException {
    try (var events = connection.prepareStatement(EVENT);
        var requests = connection.prepareStatement(REQUEST)) {
      for (var i = 0; i < count; i++) {
        var next = many.next();
        for (var event : next.events()) {
          add(events, event);
        }
        add(requests, next.request());
      }
      events.executeBatch();
      requests.executeBatch();
    }
  }

  private static void add(PreparedStatement events, RecordedEvent event) throws SQLException {
    events.setString(1, PersistenceIds.of(event.event().executionRef()));
    events.setLong(2, event.event().seq());
    events.setLong(3, event.event().emittedAt().toEpochMilli());
    events.setInt(4, EvidenceSerializer.IDENTIFIER);
    events.setString(5, EvidenceSerializer.manifestOf(event));
    events.setBytes(6, event.canonical());
    events.addBatch();
  }

  private static void add(PreparedStatement requests, Chunk request) throws SQLException {
    requests.setString(1, request.ref().text());
    requests.setString(2, request.stream().text());
    requests.setBytes(3, request.salt().toArrayUnsafe());
    requests.setBytes(4, request.commitment().hash());
    requests.setBytes(5, request.bytes().toArrayUnsafe());
    requests.addBatch();
  }
}
