package io.executionplane.journal.sample;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * One PostgreSQL for all tests of this JVM, started by the first that wants it, and in it one
 * database at a time: that of the directory asked for last.
 *
 * <p>Where it cannot run (it needs user namespaces to run as root) tests are skipped and say why;
 * with {@code -Dexecution-plane.test.postgresql=required} they fail instead, with {@code off} it is
 * not tried.
 */
public final class PostgresqlForTests {

  private static final String PROPERTY = "execution-plane.test.postgresql";

  /** Of whichever database: no more than one store is open at a time. */
  private static final String OWNERS_SESSION =
      "select pid from pg_locks where locktype = 'advisory' and objsubid = 2"
          + " and mode = 'ExclusiveLock' and granted";

  private static final String PG = StoreSettings.PATH + ".postgresql.";

  private static Optional<EmbeddedPostgres> server = Optional.empty();
  private static Optional<String> unavailable = Optional.empty();
  private static Optional<Path> owner = Optional.empty();
  private static int databases;

  private PostgresqlForTests() {}

  /** The settings by which a directory's database is reached. */
  static synchronized Config reach(Path directory) {
    var running = running();
    if (!owner.equals(Optional.of(directory))) {
      execute("drop database if exists " + name() + " with (force)");
      databases++;
      // In the order of a language, as a server that nobody configured has it: names must not care.
      execute("create database " + name() + " template template0 locale 'C.UTF-8'");
      owner = Optional.of(directory);
    }
    return ConfigFactory.parseMap(
        Map.of(
            StoreSettings.PATH + ".url",
            "jdbc:postgresql://localhost:" + running.getPort() + "/" + name(),
            PG + "user",
            "postgres",
            PG + "takeover-wait",
            "0s",
            PG + "ownership-check-interval",
            "100ms",
            PG + "volatile-server-allowed",
            true));
  }

  /**
   * Ends the session that holds the lock of the store that is open, as an administrator or a
   * restart of the server may.
   */
  public static synchronized void endOwnersSession() {
    execute("select pg_terminate_backend(pid, 10000) from (" + OWNERS_SESSION + ") as owner");
  }

  /** Does something as the server's own administrator. */
  public static synchronized void execute(String sql) {
    try (var connection = running().getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  private static String name() {
    return "plane_" + databases;
  }

  private static EmbeddedPostgres running() {
    if (server.isEmpty() && unavailable.isEmpty()) {
      start();
    }
    unavailable.ifPresent(why -> Assumptions.abort("skipped, because " + why));
    return server.orElseThrow();
  }

  private static void start() {
    var wish = System.getProperty(PROPERTY, "optional");
    if (wish.equals("off")) {
      unavailable = Optional.of("-D" + PROPERTY + "=off");
      return;
    }
    try {
      server = Optional.of(EmbeddedPostgres.start()); // Stopped by the library when the JVM ends.
    } catch (IOException | RuntimeException cannot) {
      if (wish.equals("required")) {
        throw new AssertionError("PostgreSQL is required and does not start here", cannot);
      }
      unavailable = Optional.of("PostgreSQL does not start here: " + cannot);
      System.err.println(
          "EVERY TEST ON POSTGRESQL IS SKIPPED, because it does not start: " + cannot);
    }
  }
}
