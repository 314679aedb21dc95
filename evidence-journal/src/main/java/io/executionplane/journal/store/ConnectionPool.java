package io.executionplane.journal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Opens the one pool of a store, and says in one sentence why it cannot. */
final class ConnectionPool {

  private ConnectionPool() {}

  /**
   * A pool whose database answers.
   *
   * @throws StoreException if the database cannot be opened
   */
  static HikariDataSource open(DatabaseAddress address, StoreSettings settings) {
    try {
      return address.isH2() ? h2(address, settings) : other(address, settings);
    } catch (SQLException refused) {
      throw refusal(address, reason(refused), refused);
    } catch (PoolInitializationException refused) {
      throw refusal(address, rootMessage(refused), refused);
    }
  }

  private static HikariDataSource h2(DatabaseAddress address, StoreSettings settings)
      throws SQLException {
    var source = new JdbcDataSource();
    source.setURL(address.url());
    source.setUser("sa");
    source.setPassword("");
    var config = common(settings);
    config.setDataSource(source);
    // A connection inside the process does not age.
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    // Asked directly first: the pool sleeps a second before it reports that it cannot connect. Held
    // until the pool has a connection of its own, because H2 closes its file with its last one.
    var first = source.getConnection();
    try {
      return new HikariDataSource(config);
    } finally {
      first.close();
    }
  }

  private static HikariDataSource other(DatabaseAddress address, StoreSettings settings) {
    var config = common(settings);
    config.setJdbcUrl(address.url());
    return new HikariDataSource(config);
  }

  private static HikariConfig common(StoreSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("execution-plane-store");
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    return config;
  }

  private static StoreException refusal(DatabaseAddress address, String reason, Exception refused) {
    return new StoreException(
        "The database " + address.name() + " cannot be opened: " + reason + ".", refused);
  }

  private static String reason(SQLException refused) {
    return switch (refused.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 -> "another process has it open";
      case ErrorCode.FILE_CORRUPTED_1, ErrorCode.GENERAL_ERROR_1 ->
          "it is damaged, or it is not an H2 database";
      case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2 ->
          "it cannot be read, or it is damaged (" + rootMessage(refused) + ")";
      case ErrorCode.WRONG_USER_OR_PASSWORD -> "it belongs to another user of H2";
      default -> firstLine(refused.getMessage());
    };
  }

  private static String rootMessage(Throwable failure) {
    var root = failure;
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return firstLine(root.getMessage());
  }

  private static String firstLine(@Nullable String message) {
    return Optional.ofNullable(message).flatMap(text -> text.lines().findFirst()).orElse("unknown");
  }
}
