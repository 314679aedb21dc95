package io.executionplane.journal.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a server says of itself, as one session sees it.
 *
 * @param number its version as a number, 140005 for 14.5
 * @param version its version as people write it
 * @param fsync whether it waits for the disk, {@code on} or {@code off}
 * @param synchronousCommit what a commit waits for
 * @param encoding of the database's text
 * @param standby whether it only follows another one
 * @param schema where its tables would be; empty if the search path names none that this user may
 *     use
 */
record PostgresqlServer(
    int number,
    String version,
    String fsync,
    String synchronousCommit,
    String encoding,
    boolean standby,
    String schema) {

  private static final int NUMBER_MIN = 140_000;

  private static final String QUESTION =
      "select current_setting('server_version_num')::int, current_setting('server_version'),"
          + " current_setting('fsync'), current_setting('synchronous_commit'),"
          + " current_setting('server_encoding'), pg_is_in_recovery(),"
          + " coalesce(current_schema(), '')";

  static PostgresqlServer ask(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(QUESTION)) {
      row.next();
      return new PostgresqlServer(
          row.getInt(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getBoolean(6),
          row.getString(7));
    }
  }

  /**
   * Refuses a server that a record must not be trusted to.
   *
   * @param database how a message names it
   * @param volatileAllowed whether it may forget what it acknowledged
   */
  void requireFit(String database, boolean volatileAllowed) {
    require(number >= NUMBER_MIN, database, "is PostgreSQL " + version + "; 14 or newer is needed");
    require(!standby, database, "is a standby, to which nothing can be written: name the primary");
    require(encoding.equals("UTF8"), database, "has the encoding " + encoding + ", not UTF8");
    require(
        !schema.isEmpty(),
        database,
        "has no schema that the search path names and this user may use");
    require(
        isDurable() || volatileAllowed,
        database,
        "has fsync = %s and synchronous_commit = %s, so acknowledged events may be lost: set both to on"
            .formatted(fsync, synchronousCommit));
  }

  private static void require(boolean condition, String database, String otherwise) {
    if (!condition) {
      throw new StoreException("The database " + database + " " + otherwise + ".");
    }
  }

  /** Everything but {@code off} waits at least for the server's own disk. */
  boolean isDurable() {
    return fsync.equals("on") && !synchronousCommit.equals("off");
  }

  /** What a commit survives here, in one sentence. */
  String promise(String database) {
    var server =
        "%s (PostgreSQL %s, fsync %s, synchronous_commit %s): "
            .formatted(database, version, fsync, synchronousCommit);
    return server
        + (isDurable()
            ? "what is recorded survives the death of the process and of the server, and a loss of"
                + " power as far as the server's disk keeps what it acknowledged"
            : "NOT DURABLE, what is recorded may be lost with the server");
  }
}
