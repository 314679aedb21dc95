package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.posture.StoreCapability;
import io.executionplane.journal.sample.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said only of the H2 file: who may have it, and what it can be relied on for. */
class H2StoreTest {

  @TempDir private Path directory;

  @Test
  void writesNothingToADatabaseThatIsUpToDate() throws IOException {
    open().close();
    var mark = Files.getLastModifiedTime(directory.resolve("journal.mark"));

    open().close();

    assertThat(Files.getLastModifiedTime(directory.resolve("journal.mark"))).isEqualTo(mark);
  }

  @Test
  void statesOnlyWhatTheOpenDatabaseReports() throws SQLException {
    try (var store = open()) {
      assertThat(store.capabilities()).contains(StoreCapability.LOCAL_RESTART);

      execute(store, "set write_delay 500");

      assertThat(store.capabilities()).isEmpty();
    }
  }

  @Test
  void refusesADatabaseThatAnotherProcessHasOpen() throws IOException {
    open().close();

    try (var other = FileChannel.open(file(), StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessage("The database %s cannot be opened: another process has it open.", file());
    }
  }

  @Test
  void repeatsAFirstStartThatWasKilled() throws SQLException, IOException {
    try (var store = open()) {
      execute(store, "delete from schema_history where version is not null");
      execute(store, "drop table output_chunk");
    }
    Files.delete(directory.resolve("journal.mark"));

    try (var store = open()) {
      assertThat(store.reader().openExecutions()).isEmpty();
      execute(store, "delete from output_chunk");
    }
  }

  private JournalStore open() {
    return JournalStore.open(Settings.in(directory));
  }

  private Path file() {
    return directory.resolve("journal.mv.db");
  }

  private static void execute(JournalStore store, String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
