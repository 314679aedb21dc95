package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.log.HashTile;
import io.executionplane.journal.log.LogResource;
import io.executionplane.journal.log.StoredTile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the log. Each method is one statement or batch on a connection of the caller's. */
final class LogTable {

  private LogTable() {}

  // --- The state

  static Optional<LogState> state(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select log, writer, size, root, checkpoint from log_state")) {
      if (!rows.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new LogState(
              new LogName(rows.getString(1)),
              rows.getLong(2),
              new TreeHead(rows.getLong(3), Sha256.ofHash(rows.getBytes(4))),
              Bytes.copyOf(rows.getBytes(5))));
    }
  }

  static void create(Connection connection, LogState state) throws SQLException {
    var insert =
        "insert into log_state (log, writer, size, root, checkpoint) values (?, ?, ?, ?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      statement.setString(1, state.log().text());
      statement.setLong(2, state.writer());
      statement.setLong(3, state.head().size());
      statement.setBytes(4, state.head().root().hash());
      statement.setBytes(5, state.checkpoint().toArray());
      statement.executeUpdate();
    }
  }

  /**
   * Shuts every earlier writer out, if the log is still as it was found.
   *
   * @return false if somebody has moved it since
   */
  static boolean claim(Connection connection, LogState found, long writer) throws SQLException {
    var update = "update log_state set writer = ? where log = ? and writer = ? and size = ?";
    try (var statement = connection.prepareStatement(update)) {
      statement.setLong(1, writer);
      statement.setString(2, found.log().text());
      statement.setLong(3, found.writer());
      statement.setLong(4, found.head().size());
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Moves the log on, if this is still its writer and nobody has moved it since.
   *
   * @return false if somebody has
   */
  static boolean advance(Connection connection, LogState from, LogState to) throws SQLException {
    var update =
        "update log_state set size = ?, root = ?, checkpoint = ?"
            + " where log = ? and writer = ? and size = ?";
    try (var statement = connection.prepareStatement(update)) {
      statement.setLong(1, to.head().size());
      statement.setBytes(2, to.head().root().hash());
      statement.setBytes(3, to.checkpoint().toArray());
      statement.setString(4, from.log().text());
      statement.setLong(5, from.writer());
      statement.setLong(6, from.head().size());
      return statement.executeUpdate() == 1;
    }
  }

  /** Has what is committed on the disk. PostgreSQL does so at every commit; H2 only when asked. */
  static void flush(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
      try (var statement = connection.createStatement()) {
        statement.execute("checkpoint sync");
      }
    }
  }

  // --- Entries

  static void insertEntries(Connection connection, long firstIndex, List<NewEntry> entries)
      throws SQLException {
    var insert =
        "insert into log_entry (entry_index, entry, execution_ref, seq) values (?, ?, ?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      for (var i = 0; i < entries.size(); i++) {
        set(statement, firstIndex + i, entries.get(i));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, long index, NewEntry entry)
      throws SQLException {
    statement.setLong(1, index);
    statement.setBytes(2, entry.canonical().toArray());
    statement.setString(3, entry.execution().map(ExecutionRef::text).orElse(null));
    statement.setObject(4, entry.seq() > 0 ? entry.seq() : null, Types.BIGINT);
  }

  /** How far each of some executions is anchored; those that are not, are not in it. */
  static Map<ExecutionRef, Long> anchored(Connection connection, List<ExecutionRef> refs)
      throws SQLException {
    var places = String.join(", ", Collections.nCopies(refs.size(), "?"));
    var query =
        "select execution_ref, max(seq) from log_entry where execution_ref in ("
            + places
            + ") group by execution_ref";
    var anchored = new HashMap<ExecutionRef, Long>();
    try (var statement = connection.prepareStatement(query)) {
      for (var i = 0; i < refs.size(); i++) {
        statement.setString(i + 1, refs.get(i).text());
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          anchored.put(new ExecutionRef(rows.getString(1)), rows.getLong(2));
        }
      }
    }
    return anchored;
  }

  /** Entries from an index on, in order. */
  static List<Bytes> entries(Connection connection, long from, int count) throws SQLException {
    var query =
        "select entry from log_entry where entry_index >= ? and entry_index < ?"
            + " order by entry_index";
    var entries = new ArrayList<Bytes>();
    try (var statement = connection.prepareStatement(query)) {
      statement.setLong(1, from);
      statement.setLong(2, from + count);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(Bytes.copyOf(rows.getBytes(1)));
        }
      }
    }
    return entries;
  }

  /** The entries that are of no execution, in order: few, for they are about keys and nodes. */
  static List<Bytes> entriesOfNoExecution(Connection connection) throws SQLException {
    var query = "select entry from log_entry where execution_ref is null order by entry_index";
    var entries = new ArrayList<Bytes>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        entries.add(Bytes.copyOf(rows.getBytes(1)));
      }
    }
    return entries;
  }

  /** Where the anchors of an execution are, oldest first, and what they say. */
  static List<IndexedEntry> anchorsOf(Connection connection, ExecutionRef ref) throws SQLException {
    return entriesOf(connection, ref, "seq is not null");
  }

  /** Where it is said that content of an execution was erased, oldest first. */
  static List<IndexedEntry> erasuresOf(Connection connection, ExecutionRef ref)
      throws SQLException {
    return entriesOf(connection, ref, "seq is null");
  }

  private static List<IndexedEntry> entriesOf(
      Connection connection, ExecutionRef ref, String condition) throws SQLException {
    var query =
        "select entry_index, entry from log_entry where execution_ref = ? and "
            + condition
            + " order by entry_index";
    var entries = new ArrayList<IndexedEntry>();
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, ref.text());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(new IndexedEntry(rows.getLong(1), Bytes.copyOf(rows.getBytes(2))));
        }
      }
    }
    return entries;
  }

  // --- Handovers, and erasures that are under way

  static void insertHandover(Connection connection, long size, byte[] checkpoint)
      throws SQLException {
    var insert = "insert into log_handover (size, checkpoint) values (?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      statement.setLong(1, size);
      statement.setBytes(2, checkpoint);
      statement.executeUpdate();
    }
  }

  /** The checkpoints at which the key was changed, oldest first. */
  static List<Bytes> handovers(Connection connection, long upToSize) throws SQLException {
    var query = "select checkpoint from log_handover where size <= ? order by size";
    var handovers = new ArrayList<Bytes>();
    try (var statement = connection.prepareStatement(query)) {
      statement.setLong(1, upToSize);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          handovers.add(Bytes.copyOf(rows.getBytes(1)));
        }
      }
    }
    return handovers;
  }

  /** Notes that what these entries say was erased is to be destroyed. */
  static void insertPending(Connection connection, List<Long> indices) throws SQLException {
    var insert = "insert into erasure_pending (entry_index) values (?)";
    try (var statement = connection.prepareStatement(insert)) {
      for (var index : indices) {
        statement.setLong(1, index);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  // --- Tiles

  /**
   * Puts tiles in their places.
   *
   * @param sizeBefore the size of the tree before: the tiles that it had are replaced
   */
  static void putTiles(Connection connection, long sizeBefore, List<StoredTile> tiles)
      throws SQLException {
    var update = "update log_tile set hashes = ? where tile_level = ? and tile_index = ?";
    var insert = "insert into log_tile (hashes, tile_level, tile_index) values (?, ?, ?)";
    try (var updates = connection.prepareStatement(update);
        var inserts = connection.prepareStatement(insert)) {
      for (var tile : tiles) {
        var statement = wasThere(tile.tile(), sizeBefore) ? updates : inserts;
        statement.setBytes(1, tile.hashes().toArray());
        statement.setInt(2, tile.tile().level());
        statement.setLong(3, tile.tile().index());
        statement.addBatch();
      }
      updates.executeBatch();
      inserts.executeBatch();
    }
  }

  private static boolean wasThere(HashTile tile, long size) {
    var hashes = tile.level() * Byte.SIZE >= Long.SIZE ? 0 : size >>> (tile.level() * Byte.SIZE);
    return hashes > tile.index() * LogResource.FULL_WIDTH;
  }

  /** The beginning of a tile that is as wide as was asked for; empty if it is not there. */
  static Optional<byte[]> tile(Connection connection, HashTile tile) throws SQLException {
    var query = "select hashes from log_tile where tile_level = ? and tile_index = ?";
    try (var statement = connection.prepareStatement(query)) {
      statement.setInt(1, tile.level());
      statement.setLong(2, tile.index());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var hashes = rows.getBytes(1);
        return hashes.length < tile.bytes()
            ? Optional.empty()
            : Optional.of(Arrays.copyOf(hashes, tile.bytes()));
      }
    }
  }
}
