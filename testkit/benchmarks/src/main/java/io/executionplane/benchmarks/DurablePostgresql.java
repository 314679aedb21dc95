package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL that acknowledges only what the disk has. The library that starts it does so without
 * fsync unless it is told otherwise, which is fine for tests and makes figures lie.
 */
final class DurablePostgresql implements AutoCloseable {

  private static final String PG = StoreSettings.PATH + ".postgresql.";

  private final EmbeddedPostgres server;
  private int databases;

  private DurablePostgresql(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Empty where it does not start (it needs user namespaces to run as root), which is said. */
  static Optional<DurablePostgresql> start() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start();
      return Optional.of(new DurablePostgresql(server));
    } catch (IOException | RuntimeException cannot) {
      System.err.println("PostgreSQL is left out, because it does not start here: " + cannot);
      return Optional.empty();
    }
  }

  /**
   * Settings of a store in a new database. They do not allow a volatile server, so that opening the
   * store also proves that the server is none.
   */
  Config newDatabase() throws SQLException {
    var name = "benchmark_" + ++databases;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " template template0 locale 'C.UTF-8'");
    }
    return ConfigFactory.parseMap(
        Map.of(
            StoreSettings.PATH + ".url",
            "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
            PG + "user",
            "postgres",
            PG + "volatile-server-allowed",
            false));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
