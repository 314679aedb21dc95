package io.executionplane.journal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, 14 or newer. */
record PostgresqlDialect() implements Dialect {

  /** How much longer a connection waits for an answer than the server may take to give it. */
  private static final Duration ANSWER_SLACK = Duration.ofSeconds(5);

  /** Zero would mean no bound at all. */
  private static final long TIMEOUT_MIN_MILLIS = 1;

  @Override
  public Map<String, String> spelling() {
    return Map.of("bytes", "BYTEA", "bytewise", "COLLATE \"C\"");
  }

  @Override
  public DataSource source(DatabaseAddress address, StoreSettings settings) {
    var postgresql = settings.postgresql();
    var source = new PGSimpleDataSource();
    source.setUrl(address.url());
    if (!postgresql.user().isEmpty()) {
      source.setUser(postgresql.user());
    }
    postgresql.password().read().ifPresent(source::setPassword);
    source.setApplicationName("execution-plane " + ProcessHandle.current().pid());
    source.setReWriteBatchedInserts(true);
    source.setLogServerErrorDetail(false); // Else failures repeat what was to be written.
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(seconds(settings.connectionTimeout()));
    source.setSocketTimeout(seconds(postgresql.statementTimeout().plus(ANSWER_SLACK)));
    source.setOptions(
        Optional.ofNullable(source.getOptions()).orElse("")
            + option("statement_timeout", millis(postgresql.statementTimeout()))
            + option("lock_timeout", millis(settings.lockTimeout()))
            + option("idle_in_transaction_session_timeout", millis(postgresql.statementTimeout()))
            + option("default_transaction_isolation", "read\\ committed")
            // A machine that has vanished gives up its lock after 25 seconds, not after two hours.
            + option("tcp_keepalives_idle", "10")
            + option("tcp_keepalives_interval", "5")
            + option("tcp_keepalives_count", "3"));
    return source;
  }

  private static String option(String name, String value) {
    return " -c " + name + "=" + value;
  }

  private static String millis(Duration timeout) {
    return String.valueOf(Math.max(TIMEOUT_MIN_MILLIS, timeout.toMillis()));
  }

  private static int seconds(Duration timeout) {
    return Math.toIntExact(timeout.plusMillis(999).toSeconds());
  }

  @Override
  public Ownership own(DatabaseAddress address, StoreSettings settings, DataSource source)
      throws SQLException {
    return SessionLock.take(address, settings.postgresql(), source);
  }

  /** Left to the server's own vacuum: rewriting a table would keep everybody waiting. */
  @Override
  public void compact(DatabaseAddress address, StoreSettings settings) {}

  @Override
  public String refusal(SQLException refused) {
    // A driver's own message may be followed by a hint, and a server's by its position.
    return FailureText.of(refused) + " (SQLSTATE " + refused.getSQLState() + ")";
  }

  @Override
  public String damage(SQLException failure) {
    return "cannot be used: " + refusal(failure);
  }
}
