package io.executionplane.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Plain commits of one row of the size of an event, as durable as the journal's: the least wait.
 */
final class OneRowCommits implements Workload, AutoCloseable {

  private static final int EVENT_BYTES = 900;

  private final Connection connection;
  private final PreparedStatement insert;

  private OneRowCommits(Connection connection) throws SQLException {
    this.connection = connection;
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          "create table if not exists event (id identity primary key, bytes varbinary)");
    }
    this.insert = connection.prepareStatement("insert into event (bytes) values (?)");
  }

  static OneRowCommits open(Path file) throws SQLException {
    return new OneRowCommits(
        DriverManager.getConnection("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0"));
  }

  @Override
  public void once() throws SQLException {
    insert.setBytes(1, new byte[EVENT_BYTES]);
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
