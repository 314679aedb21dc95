package io.executionplane.journal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** H2, mostly in a file of the data directory. */
record H2Dialect() implements Dialect {

  @Override
  public Map<String, String> spelling() {
    return Map.of("bytes", "BINARY VARYING(1048576)", "bytewise", "");
  }

  @Override
  public DataSource source(DatabaseAddress address, StoreSettings settings) {
    var source = new JdbcDataSource();
    source.setURL(address.url());
    source.setUser("sa");
    source.setPassword("");
    return source;
  }

  /** Nothing to do: whoever has the directory has the file, and H2 locks the file besides. */
  @Override
  public Ownership own(DatabaseAddress address, StoreSettings settings, DataSource source) {
    return new ByDirectory(address);
  }

  /** Writes a new file with what is there, and puts it in the place of the old one. */
  @Override
  public void compact(DatabaseAddress address, StoreSettings settings) throws SQLException {
    try (var connection = source(address, settings).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("shutdown compact");
    }
  }

  @Override
  public String refusal(SQLException refused) {
    return switch (refused.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 -> "another process has it open";
      case ErrorCode.FILE_CORRUPTED_1, ErrorCode.GENERAL_ERROR_1 ->
          "it is damaged, or it is not an H2 database";
      case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2 ->
          "it cannot be read, or it is damaged (" + FailureText.root(refused) + ")";
      case ErrorCode.WRONG_USER_OR_PASSWORD -> "it belongs to another user of H2";
      default -> FailureText.of(refused);
    };
  }

  @Override
  public String damage(SQLException failure) {
    return "is damaged: H2 says " + failure.getErrorCode();
  }

  /** Owned with the data directory, and given back with it. */
  private record ByDirectory(DatabaseAddress address) implements Ownership {

    private static final String WRITE_DELAY =
        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'";

    @Override
    public Optional<String> admission() {
      return Optional.empty();
    }

    @Override
    public boolean isDurable(Connection pooled) throws SQLException {
      return address.kind() == StoreKind.H2_FILE && acknowledgesOnlyWhatIsWritten(pooled);
    }

    /** What its URL said may have been changed since; a new connection would set it again. */
    private static boolean acknowledgesOnlyWhatIsWritten(Connection pooled) throws SQLException {
      try (var statement = pooled.createStatement();
          var rows = statement.executeQuery(WRITE_DELAY)) {
        return rows.next() && rows.getString(1).equals("0");
      }
    }

    @Override
    public String promise() {
      return address.name()
          + switch (address.kind()) {
            case H2_FILE ->
                " (H2 file): what is recorded survives the death of the process; a loss of power"
                    + " may take the last events";
            case H2_MEMORY ->
                " (H2 in memory): NOT DURABLE, what is recorded ends with the process";
            default -> " (H2 elsewhere): nothing is known of what it keeps";
          };
    }

    @Override
    public void watch(Consumer<StoreException> lost) {}

    @Override
    public void close() {}
  }
}
