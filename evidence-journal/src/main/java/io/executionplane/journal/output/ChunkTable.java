package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** The table {@code output_chunk}, in SQL that H2 and PostgreSQL both understand. */
final class ChunkTable {

  private static final String STREAM = " from output_chunk where execution_ref = ? and stream = ?";

  /** Erased chunks keep their row and their commitment only. */
  private static final String PRESENT_FROM =
      " and chunk_index >= ? and bytes is not null order by chunk_index";

  private static final String INSERT =
      "insert into output_chunk (execution_ref, stream, chunk_index, chunk_offset, at_micros,"
          + " salt, commitment, bytes) values (?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String DELETE = "delete" + STREAM;

  private static final String COMMITMENT = "select commitment" + STREAM + " and chunk_index = ?";

  private static final String PAGE =
      "select chunk_index, chunk_offset, at_micros, salt, commitment, bytes"
          + STREAM
          + PRESENT_FROM
          + " limit ?";

  private static final String COUNT = "select coalesce(max(chunk_index) + 1, 0)" + STREAM;

  private static final String END =
      "select chunk_offset + octet_length(bytes)" + STREAM + PRESENT_FROM + " limit 1";

  private ChunkTable() {}

  // --- Writing, inside the caller's transaction

  static void insert(Connection connection, List<Chunk> chunks) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      for (var chunk : chunks) {
        bind(statement, chunk);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, Chunk chunk) throws SQLException {
    statement.setString(1, chunk.ref().text());
    statement.setString(2, chunk.stream().text());
    statement.setLong(3, chunk.index());
    statement.setLong(4, chunk.offset());
    statement.setLong(5, chunk.atMicros());
    statement.setBytes(6, chunk.salt().toArrayUnsafe()); // Drivers read these arrays only.
    statement.setBytes(7, chunk.commitment().hash());
    statement.setBytes(8, chunk.bytes().toArrayUnsafe());
  }

  /** Deletes every chunk of a stream. */
  static void delete(Connection connection, ExecutionRef ref, StreamName stream)
      throws SQLException {
    try (var statement = connection.prepareStatement(DELETE)) {
      bindStream(statement, ref, stream);
      statement.executeUpdate();
    }
  }

  /** Whether exactly this chunk is stored: its commitment covers a salt that nobody else drew. */
  static boolean contains(Connection connection, Chunk chunk) throws SQLException {
    try (var statement = connection.prepareStatement(COMMITMENT)) {
      bindStream(statement, chunk.ref(), chunk.stream());
      statement.setLong(3, chunk.index());
      try (var rows = statement.executeQuery()) {
        return rows.next() && Arrays.equals(rows.getBytes(1), chunk.commitment().hash());
      }
    }
  }

  // --- Reading

  /** Up to {@code limit} chunks from an index on, by ascending index. */
  static List<Chunk> page(
      Connection connection, ExecutionRef ref, StreamName stream, long index, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(PAGE)) {
      bindStream(statement, ref, stream);
      statement.setLong(3, index);
      statement.setInt(4, limit);
      try (var rows = statement.executeQuery()) {
        var chunks = new ArrayList<Chunk>(limit);
        while (rows.next()) {
          chunks.add(chunk(ref, stream, rows));
        }
        return chunks;
      }
    }
  }

  private static Chunk chunk(ExecutionRef ref, StreamName stream, ResultSet row)
      throws SQLException {
    return new Chunk(
        ref,
        stream,
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        ByteString.fromArrayUnsafe(row.getBytes(4)),
        ByteString.fromArrayUnsafe(row.getBytes(6)),
        Sha256.ofHash(row.getBytes(5)));
  }

  /**
   * The index of the first chunk that ends after an offset; one past the last if none does.
   *
   * <p>Searches by halves, because offsets grow with the index and only the index is indexed.
   */
  static long seek(Connection connection, ExecutionRef ref, StreamName stream, long offset)
      throws SQLException {
    var low = 0L;
    var high = offset == 0 ? 0 : count(connection, ref, stream);
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (end(connection, ref, stream, middle) > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static long count(Connection connection, ExecutionRef ref, StreamName stream)
      throws SQLException {
    try (var statement = connection.prepareStatement(COUNT)) {
      bindStream(statement, ref, stream);
      return oneLong(statement);
    }
  }

  private static long end(Connection connection, ExecutionRef ref, StreamName stream, long index)
      throws SQLException {
    try (var statement = connection.prepareStatement(END)) {
      bindStream(statement, ref, stream);
      statement.setLong(3, index);
      return oneLong(statement);
    }
  }

  private static long oneLong(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : Long.MAX_VALUE;
    }
  }

  private static void bindStream(PreparedStatement statement, ExecutionRef ref, StreamName stream)
      throws SQLException {
    statement.setString(1, ref.text());
    statement.setString(2, stream.text());
  }
}
