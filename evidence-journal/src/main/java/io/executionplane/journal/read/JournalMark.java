package io.executionplane.journal.read;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A place in the journal up to which something is settled, kept in the database under a name. */
public final class JournalMark {

  private static final String READ = "select ordering from journal_mark where name = ?";
  private static final String MOVE = "update journal_mark set ordering = ? where name = ?";
  private static final String SET = "insert into journal_mark (ordering, name) values (?, ?)";

  private final DataSource dataSource;
  private final String name;

  /**
   * The mark of a name.
   *
   * @param name of what is settled, at most 64 characters; nobody else's
   */
  public JournalMark(DataSource dataSource, String name) {
    this.dataSource = dataSource;
    this.name = name;
  }

  /** Where it stands; 0 if it was never set. */
  public long place() {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(READ)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    } catch (SQLException failure) {
      throw new JournalReadException(failure);
    }
  }

  /** Moves it. */
  public void moveTo(long place) {
    try (var connection = dataSource.getConnection()) {
      if (write(connection, MOVE, place) == 0) {
        write(connection, SET, place);
      }
    } catch (SQLException failure) {
      throw new JournalReadException(failure);
    }
  }

  private int write(Connection connection, String sql, long place) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, place);
      statement.setString(2, name);
      return statement.executeUpdate();
    }
  }
}
