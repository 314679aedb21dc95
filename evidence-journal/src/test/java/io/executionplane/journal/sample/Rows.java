package io.executionplane.journal.sample;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;

/** Writes rows as the journal plugin and the output store write them, and as they never would. */
public final class Rows {

  private static final String EVENT =
      "insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,"
          + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
          + " values (?, ?, 'writer', ?, '', ?, ?, ?)";

  private static final String CHUNK =
      "insert into output_chunk (execution_ref, stream, chunk_index, chunk_offset, at_micros, salt,"
          + " commitment, bytes) values (?, ?, ?, ?, 0, ?, ?, ?)";

  private Rows() {}

  public static void write(DataSource store, History history) throws SQLException {
    for (var event : history.events()) {
      write(store, event);
    }
  }

  public static void write(DataSource store, RecordedEvent event) throws SQLException {
    var id = PersistenceIds.of(event.event().executionRef());
    var millis = event.event().emittedAt().toEpochMilli();
    var seq = event.event().seq();
    write(store, id, seq, millis, EvidenceSerializer.IDENTIFIER, event.canonical());
  }

  /** A row of whatever it is. */
  public static void write(
      DataSource store, String id, long seq, long millis, int serializer, byte[] bytes)
      throws SQLException {
    try (var connection = store.getConnection()) {
      write(connection, id, seq, millis, serializer, bytes);
    }
  }

  /** As part of a transaction, which the caller ends. */
  public static void write(Connection transaction, RecordedEvent event) throws SQLException {
    var id = PersistenceIds.of(event.event().executionRef());
    var millis = event.event().emittedAt().toEpochMilli();
    var seq = event.event().seq();
    write(transaction, id, seq, millis, EvidenceSerializer.IDENTIFIER, event.canonical());
  }

  private static void write(
      Connection transaction, String id, long seq, long millis, int serializer, byte[] bytes)
      throws SQLException {
    try (var statement = transaction.prepareStatement(EVENT)) {
      statement.setString(1, id);
      statement.setLong(2, seq);
      statement.setLong(3, millis);
      statement.setInt(4, serializer);
      statement.setString(5, EvidenceSerializer.FORM + " " + hash(bytes));
      statement.setBytes(6, bytes);
      statement.executeUpdate();
    }
  }

  /** The hash of an event with these bytes, whatever they are. */
  private static Sha256 hash(byte[] bytes) {
    return new ChainHead(0, Sha256.of()).after(bytes).hash();
  }

  /** A recorded request, in chunks of some length. */
  public static void writeRequest(DataSource store, ExecutionRef ref, String json, int chunk)
      throws SQLException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    try (var connection = store.getConnection();
        var statement = connection.prepareStatement(CHUNK)) {
      for (var offset = 0; offset < bytes.length; offset += chunk) {
        var part = Arrays.copyOfRange(bytes, offset, Math.min(offset + chunk, bytes.length));
        statement.setString(1, ref.text());
        statement.setString(2, StreamName.REQUEST.text());
        statement.setLong(3, offset / chunk);
        statement.setLong(4, offset);
        statement.setBytes(5, new byte[32]);
        statement.setBytes(6, Sha256.of(part).hash());
        statement.setBytes(7, part);
        statement.executeUpdate();
      }
    }
  }
}
