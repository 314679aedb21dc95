package io.executionplane.journal.store;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the record lives and how it is reached. {@code reference.conf} explains each.
 *
 * @param directory directory of the embedded store
 * @param url JDBC URL; empty means a file in the directory
 * @param poolSize most connections, 2 to 64
 * @param journalThreads most connections that the journal uses, 1 to {@code poolSize - 1}
 * @param connectionTimeout longest wait for a connection, 250 ms to 1 min
 * @param lockTimeout longest wait for a lock inside the database, 0 to 1 min
 * @param cacheBytes memory for H2's page cache, 1 MiB to 1 GiB
 * @param closeTimeout longest wait for statements under way when the store is closed, 0 to 1 min
 * @param migrate when the tables are made or migrated
 * @param postgresql what only PostgreSQL needs
 */
public record StoreSettings(
    Path directory,
    String url,
    int poolSize,
    int journalThreads,
    Duration connectionTimeout,
    Duration lockTimeout,
    long cacheBytes,
    Duration closeTimeout,
    Migration migrate,
    PostgresqlSettings postgresql) {

  /** Where the section is. */
  public static final String PATH = "execution-plane.store";

  private static final int POOL_SIZE_MAX = 64;
  private static final Duration CONNECTION_TIMEOUT_MIN = Duration.ofMillis(250);
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(1);
  private static final long MEBIBYTE = 1024L * 1024;
  private static final long CACHE_BYTES_MAX = 1024 * MEBIBYTE;

  public StoreSettings {
    require(!directory.toString().contains(";"), "directory", "must not contain a semicolon");
    require(poolSize >= 2 && poolSize <= POOL_SIZE_MAX, "pool-size", "must be 2 to 64");
    require(
        journalThreads >= 1 && journalThreads < poolSize,
        "journal-threads",
        "must be at least 1 and less than pool-size");
    requireTimeout(connectionTimeout, CONNECTION_TIMEOUT_MIN, "connection-timeout");
    requireTimeout(lockTimeout, Duration.ZERO, "lock-timeout");
    require(
        cacheBytes >= MEBIBYTE && cacheBytes <= CACHE_BYTES_MAX,
        "cache-size",
        "must be 1 MiB to 1 GiB");
    requireTimeout(closeTimeout, Duration.ZERO, "close-timeout");
  }

  /**
   * Reads the section {@link #PATH} of a whole configuration.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static StoreSettings from(Config config) {
    var section = config.getConfig(PATH);
    return new StoreSettings(
        Path.of(section.getString("directory")),
        section.getString("url"),
        section.getInt("pool-size"),
        section.getInt("journal-threads"),
        section.getDuration("connection-timeout"),
        section.getDuration("lock-timeout"),
        section.getBytes("cache-size"),
        section.getDuration("close-timeout"),
        Migration.of(section.getString("migrate")),
        PostgresqlSettings.from(section.getConfig("postgresql")));
  }

  /** The kind of database that this leads to; nothing is opened to find out. */
  public StoreKind kind() {
    return url.isEmpty() ? StoreKind.H2_FILE : StoreKind.of(url);
  }

  public StoreSettings withDirectory(Path other) {
    return with(other, migrate);
  }

  StoreSettings withMigration(Migration other) {
    return with(directory, other);
  }

  private StoreSettings with(Path otherDirectory, Migration otherMigrate) {
    return new StoreSettings(
        otherDirectory,
        url,
        poolSize,
        journalThreads,
        connectionTimeout,
        lockTimeout,
        cacheBytes,
        closeTimeout,
        otherMigrate,
        postgresql);
  }

  private static void requireTimeout(Duration value, Duration min, String key) {
    require(
        value.compareTo(min) >= 0 && value.compareTo(TIMEOUT_MAX) <= 0,
        key,
        "must be " + min.toMillis() + " ms to 1 minute");
  }

  private static void require(boolean condition, String key, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + "." + key + " " + rule);
    }
  }
}
