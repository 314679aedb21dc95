package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.journal.read.JournalReadException;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedStoreTest {

  private static final History HISTORY = History.running("request-1").and(Payloads.completed());

  @TempDir private Path directory;

  // --- What H2 would repair in silence

  @Test
  void refusesADatabaseThatIsMissing() throws IOException {
    open().close();
    Files.delete(file());

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s is missing, though %s says that it was made.",
            file(), directory.resolve("journal.mark"));
    assertThat(file()).doesNotExist();
  }

  @Test
  void refusesADatabaseThatIsAnEmptyFile() throws IOException {
    open().close();
    Files.write(file(), new byte[0]);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s is an empty file, though %s says that it was made.",
            file(), directory.resolve("journal.mark"));
    assertThat(file()).hasSize(0);
  }

  @Test
  void refusesAFreshDatabaseInThePlaceOfOurs() throws IOException, SQLException {
    open().close();
    Files.delete(file());
    DriverManager.getConnection(url(), "sa", "").close();

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s was initialised and is empty now: its content was lost or replaced.",
            file());
  }

  @Test
  void refusesAnOlderCopyOfItself() throws IOException, SQLException {
    open().close();
    var copy = Files.readAllBytes(file());
    try (var store = open()) {
      Rows.write(store.dataSource(), HISTORY);
    }
    Files.write(file(), copy);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s ends at event 0 and had come to 4: it was truncated, or replaced by an"
                + " older copy. %s says how to accept that.",
            file(), directory.resolve("journal.mark"));
  }

  @Test
  void acceptsAnOlderCopyWhenTheMarkIsTakenAway() throws IOException, SQLException {
    open().close();
    var copy = Files.readAllBytes(file());
    try (var store = open()) {
      Rows.write(store.dataSource(), HISTORY);
    }
    Files.write(file(), copy);
    Files.delete(directory.resolve("journal.mark"));

    try (var store = open()) {
      assertThat(store.reader().rows(HISTORY.ref())).isEmpty();
    }
  }

  @Test
  void refusesAMarkThatIsNotOne() throws IOException {
    open().close();
    Files.writeString(directory.resolve("journal.mark"), "events=many\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(directory.resolve("journal.mark") + " cannot be read: ");
  }

  // --- What is no database any more

  @Test
  void refusesATextFile() throws IOException {
    Files.writeString(file(), "This is a letter, not a database.\n".repeat(500));

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s cannot be opened: it is damaged, or it is not an H2 database.",
            file());
  }

  @Test
  void refusesAShortTextFile() throws IOException {
    Files.writeString(file(), "Hello");

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("The database " + file() + " cannot be opened: it cannot be read,");
  }

  @Test
  void refusesADatabaseWhoseHeadersAreOverwritten() throws IOException, SQLException {
    var bytes = filled();
    overwrite(bytes, 0, 8192);
    Files.write(file(), bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("The database " + file() + " cannot be opened: it is damaged");
  }

  @Test
  void neverReadsLessThanWasThereFromATruncatedFile() throws IOException, SQLException {
    var bytes = filled();

    var outcomes = new ArrayList<String>();
    for (var part = 1; part < 32; part++) {
      Files.write(file(), Arrays.copyOf(bytes, bytes.length * part / 32));
      outcomes.add(outcome());
    }

    assertThat(outcomes).contains("refused").isSubsetOf("refused", "complete");
  }

  @Test
  void neverReadsAnythingElseFromADamagedFile() throws IOException, SQLException {
    var bytes = filled();

    var outcomes = new ArrayList<String>();
    for (var part = 0; part < 16; part++) {
      var damaged = bytes.clone();
      overwrite(damaged, bytes.length * part / 16, 300);
      Files.write(file(), damaged);
      outcomes.add(outcome());
    }

    // Whatever H2 does not notice breaks the chain, and is told as a defect.
    assertThat(outcomes).contains("defect").isSubsetOf("refused", "defect", "complete");
  }

  /** A store with a few hundred events, as it is when it was closed. */
  private byte[] filled() throws SQLException, IOException {
    try (var store = open()) {
      for (var i = 0; i < 64; i++) {
        Rows.write(store.dataSource(), history(i));
      }
    }
    return Files.readAllBytes(file());
  }

  private static History history(int i) {
    return History.running("request-" + i).and(Payloads.completed());
  }

  private String outcome() {
    try (var store = open()) {
      var reader = store.reader();
      var told = "complete";
      for (var i = 0; i < 64; i++) {
        var view = reader.find(history(i).ref());
        if (view.isEmpty() || view.orElseThrow().defect().isPresent()) {
          told = "defect";
        } else {
          assertThat(reader.rows(history(i).ref()).stream().map(StoredRow::event))
              .containsExactlyElementsOf(history(i).events());
        }
      }
      return told;
    } catch (StoreException | JournalReadException refused) {
      return "refused";
    }
  }

  private static void overwrite(byte[] bytes, int from, int length) {
    for (var i = from; i < Math.min(from + length, bytes.length); i++) {
      bytes[i] ^= 0x5a;
    }
  }

  private JournalStore open() {
    return JournalStore.open(Settings.in(directory));
  }

  private Path file() {
    return directory.resolve("journal.mv.db");
  }

  private String url() {
    return "jdbc:h2:file:" + directory.resolve("journal") + ";DATABASE_TO_LOWER=TRUE";
  }
}
