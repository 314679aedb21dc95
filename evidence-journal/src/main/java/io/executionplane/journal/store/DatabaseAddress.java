package io.executionplane.journal.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the database of a store is.
 *
 * @param url its JDBC URL
 * @param file its file, when the URL was derived from the store's directory
 */
record DatabaseAddress(String url, Optional<Path> file) {

  private static final String NAME = "journal";

  /** H2 adds this to a database's name. */
  private static final String SUFFIX = ".mv.db";

  private static final String H2 = "jdbc:h2:";
  private static final String H2_MEMORY = "jdbc:h2:mem:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** Without it, commits of the last half second die with the process. */
  private static final String DURABLE = "WRITE_DELAY=0";

  /** Folds names as PostgreSQL does, so that one schema and one SQL fit both. */
  private static final String LOWER_CASE = "DATABASE_TO_LOWER=TRUE";

  private static final long KIBIBYTE = 1024;

  static DatabaseAddress of(StoreSettings settings) {
    return settings.url().isEmpty() ? derived(settings) : given(settings.url());
  }

  private static DatabaseAddress derived(StoreSettings settings) {
    var path = settings.directory().toAbsolutePath().normalize().resolve(NAME);
    var url =
        String.join(
            ";",
            H2 + "file:" + path,
            DURABLE,
            LOWER_CASE,
            // Else H2 closes the file on the way out of the JVM, before we have finished with it.
            "DB_CLOSE_ON_EXIT=FALSE",
            "LOCK_TIMEOUT=" + settings.lockTimeout().toMillis(),
            "CACHE_SIZE=" + settings.cacheBytes() / KIBIBYTE,
            // Spent on closing, milliseconds. Without it the file of a store that is opened and
            // closed
            // for every command grows twenty times as fast.
            "MAX_COMPACT_TIME=50",
            // Failures reach us as exceptions; a trace file beside the data would help nobody.
            "TRACE_LEVEL_FILE=0");
    return new DatabaseAddress(url, Optional.of(path.resolveSibling(NAME + SUFFIX)));
  }

  private static DatabaseAddress given(String url) {
    var address = new DatabaseAddress(url, Optional.empty());
    requireKind(address);
    requireNoPassword(address);
    if (address.isH2()) {
      requireSetting(address, LOWER_CASE);
    }
    if (address.isH2() && !url.startsWith(H2_MEMORY)) {
      requireSetting(address, DURABLE);
    }
    return address;
  }

  private static void requireSetting(DatabaseAddress address, String setting) {
    var settings = address.url().toUpperCase(Locale.ROOT).split(";", -1);
    if (Arrays.stream(settings).map(String::strip).noneMatch(setting::equals)) {
      throw new StoreException(
          "%s.url must say %s, and the one of %s does not."
              .formatted(StoreSettings.PATH, setting, address.name()));
    }
  }

  private static void requireKind(DatabaseAddress address) {
    if (!address.isH2() && !address.url().startsWith(POSTGRESQL)) {
      throw new StoreException(
          "%s.url must start with %s or %s.".formatted(StoreSettings.PATH, H2, POSTGRESQL));
    }
  }

  private static void requireNoPassword(DatabaseAddress address) {
    var url = address.url().toLowerCase(Locale.ROOT);
    if (!address.isH2() && (url.contains("?password=") || url.contains("&password="))) {
      throw new StoreException(
          "%s.url must not hold a password: name a file or a variable with postgresql.password-file or postgresql.password-env."
              .formatted(StoreSettings.PATH));
    }
  }

  StoreKind kind() {
    return StoreKind.of(url);
  }

  boolean isH2() {
    return url.startsWith(H2);
  }

  Dialect dialect() {
    return isH2() ? new H2Dialect() : new PostgresqlDialect();
  }

  /** How a message names the database: without the URL's settings, which may hold a password. */
  String name() {
    return file.map(Path::toString).orElseGet(() -> url.split("[;?]", 2)[0]);
  }
}
