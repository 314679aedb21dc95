package io.executionplane.journal.grant;

import io.executionplane.contracts.execution.ExecutionRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The tables of uses, in SQL that H2 and PostgreSQL both understand. */
final class GrantTable {

  private static final String NAMED = " where issuer = ? and grant_id = ?";

  /** Only while there is a use left. Whoever else takes one from this grant waits for the row. */
  private static final String TAKE =
      "update grant_account set uses = uses + 1" + NAMED + " and uses < ?";

  private static final String OPEN =
      "insert into grant_account (issuer, grant_id, uses, expires_at) values (?, ?, 1, ?)";

  private static final String ACCOUNT = "select uses from grant_account" + NAMED;

  private static final String WRITE_DOWN =
      "insert into grant_use (issuer, grant_id, execution_ref) values (?, ?, ?)";

  private static final String WRITTEN_DOWN =
      "select execution_ref from grant_use" + NAMED + " and execution_ref = ?";

  private static final String FORGET = "delete from grant_account where expires_at < ?";

  private GrantTable() {}

  /**
   * Counts an execution as one use, in the transaction of the connection.
   *
   * @return whether it counts now, or did before
   * @throws SQLException also if somebody else counts at this moment, where only a look afterwards
   *     can tell: then the transaction is lost, and may be tried again
   */
  static boolean use(Connection connection, UseLimit limit, ExecutionRef ref) throws SQLException {
    if (exists(connection, WRITTEN_DOWN, limit, ref)) {
      return true;
    }
    if (take(connection, limit) || open(connection, limit)) {
      writeDown(connection, limit, ref);
      return true;
    }
    // None is left. The last one may have been for this execution, a moment ago.
    return exists(connection, WRITTEN_DOWN, limit, ref);
  }

  private static boolean take(Connection connection, UseLimit limit) throws SQLException {
    try (var statement = named(connection, TAKE, limit)) {
      statement.setLong(3, limit.usesMax());
      return statement.executeUpdate() == 1;
    }
  }

  /** The first use opens the account. Two who do it at once collide in its key. */
  private static boolean open(Connection connection, UseLimit limit) throws SQLException {
    if (exists(connection, ACCOUNT, limit, null)) {
      return false;
    }
    try (var statement = named(connection, OPEN, limit)) {
      if (limit.expiresAt().isPresent()) {
        statement.setLong(3, limit.expiresAt().get().getEpochSecond());
      } else {
        statement.setNull(3, Types.BIGINT);
      }
      return statement.executeUpdate() == 1;
    }
  }

  /** Fails, with the whole transaction, if somebody else has just counted the same execution. */
  private static void writeDown(Connection connection, UseLimit limit, ExecutionRef ref)
      throws SQLException {
    try (var statement = named(connection, WRITE_DOWN, limit)) {
      statement.setString(3, ref.text());
      statement.executeUpdate();
    }
  }

  private static boolean exists(
      Connection connection, String query, UseLimit limit, @Nullable ExecutionRef ref)
      throws SQLException {
    try (var statement = named(connection, query, limit)) {
      if (ref != null) {
        statement.setString(3, ref.text());
      }
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static PreparedStatement named(Connection connection, String sql, UseLimit limit)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setString(1, limit.issuer());
    statement.setString(2, limit.grantId());
    return statement;
  }

  /** Forgets grants that expired before a moment, with all their uses. */
  static void forget(Connection connection, Instant expiredBefore) throws SQLException {
    try (var statement = connection.prepareStatement(FORGET)) {
      statement.setLong(1, expiredBefore.getEpochSecond());
      statement.executeUpdate();
    }
  }
}
