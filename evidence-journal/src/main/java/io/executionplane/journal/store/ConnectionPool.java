package io.executionplane.journal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The one pool of a store, and the right to have it. */
record ConnectionPool(HikariDataSource connections, Ownership ownership) {

  /**
   * A pool whose database answers and is ours.
   *
   * @throws StoreException if the database cannot be opened, and why
   */
  static ConnectionPool open(DatabaseAddress address, StoreSettings settings) {
    var dialect = address.dialect();
    try {
      var source = dialect.source(address, settings);
      // Asked directly first: the pool sleeps a second before it reports that it cannot connect.
      // Held until the pool has a connection of its own, because H2 closes its file with its last.
      var first = source.getConnection();
      try {
        return owned(dialect.own(address, settings, source), settings, source);
      } finally {
        first.close();
      }
    } catch (SQLException refused) {
      throw refusal(address, dialect.refusal(refused), refused);
    } catch (PoolInitializationException refused) {
      throw refusal(address, FailureText.root(refused), refused);
    }
  }

  private static ConnectionPool owned(
      Ownership ownership, StoreSettings settings, DataSource source) {
    var opened = false;
    try {
      var config = config(settings);
      config.setDataSource(source);
      ownership.admission().ifPresent(config::setConnectionInitSql);
      var pool = new ConnectionPool(new HikariDataSource(config), ownership);
      opened = true;
      return pool;
    } finally {
      if (!opened) {
        ownership.close();
      }
    }
  }

  private static HikariConfig config(StoreSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("execution-plane-store");
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    // A connection does not age: what would end a silent one is kept busy or found out elsewhere.
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    return config;
  }

  private static StoreException refusal(DatabaseAddress address, String reason, Exception refused) {
    return new StoreException(
        "The database " + address.name() + " cannot be opened: " + reason + ".", refused);
  }

  /** Connections first: until the last one is gone nobody else may own the database. */
  void close() {
    try {
      connections.close();
    } finally {
      ownership.close();
    }
  }
}
