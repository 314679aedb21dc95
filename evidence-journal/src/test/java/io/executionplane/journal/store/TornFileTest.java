package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.RollbackFoundException;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the end of a file was not written, and what a store makes of it. */
class TornFileTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);
  private static final History HISTORY = History.running("request-1").and(Payloads.completed());

  @TempDir private Path directory;

  @BeforeEach
  void fill() throws SQLException {
    try (var store = open()) {
      Rows.write(store.dataSource(), HISTORY);
      EvidenceLog.open(store.dataSource(), directory, NOON);
    }
  }

  // --- journal.mark

  @Test
  void writesAMarkAnewOfWhichOnlyTheBeginningIsLeft() throws IOException {
    var whole = Files.readAllBytes(mark());

    for (var length = 0; length < whole.length; length++) {
      Files.write(mark(), Arrays.copyOf(whole, length));

      open().close();

      assertThat(mark()).as("%d bytes", length).hasBinaryContent(whole);
    }
  }

  @Test
  void holdsATornMarkToWhatItStillSays() throws IOException {
    var torn = Files.readString(mark()).replace("events=4\n", "events=5");
    Files.writeString(mark(), torn);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("ends at event 4 and had come to 5");
    assertThat(mark()).hasContent(torn);
  }

  @Test
  void refusesAMarkThatIsNotTheBeginningOfOne() throws IOException {
    Files.writeString(mark(), "# A database was made here, by somebody else");

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(mark() + " does not say events=");
  }

  @Test
  void doesNotMindAMarkThatWasNeverPutInItsPlace() throws IOException {
    var whole = Files.readAllBytes(mark());
    Files.write(mark().resolveSibling("journal.mark.next"), Arrays.copyOf(whole, 10));

    open().close();

    assertThat(mark()).hasBinaryContent(whole);
  }

  // --- log-checkpoint

  @Test
  void writesACheckpointAnewOfWhichOnlyTheBeginningIsLeft() throws IOException {
    var whole = Files.readAllBytes(checkpoint());

    try (var store = open()) {
      for (var length = 0; length < whole.length; length++) {
        Files.write(checkpoint(), Arrays.copyOf(whole, length));

        EvidenceLog.open(store.dataSource(), directory, NOON);

        assertThat(checkpoint()).as("%d bytes", length).hasBinaryContent(whole);
      }
    }
  }

  @Test
  void writesACheckpointAnewThatIsGone() throws IOException {
    var whole = Files.readAllBytes(checkpoint());
    Files.delete(checkpoint());

    try (var store = open()) {
      EvidenceLog.open(store.dataSource(), directory, NOON);
    }

    assertThat(checkpoint()).hasBinaryContent(whole);
  }

  @Test
  void refusesACheckpointThatIsNotTheBeginningOfTheOneInTheDatabase() throws IOException {
    var other = Files.readString(checkpoint()).replace("\n1\n", "\n2\n");
    Files.writeString(checkpoint(), other.substring(0, other.length() - 1));

    try (var store = open()) {
      assertThatThrownBy(() -> EvidenceLog.open(store.dataSource(), directory, NOON))
          .isInstanceOf(StoreException.class)
          .isNotInstanceOf(RollbackFoundException.class)
          .hasMessageStartingWith(checkpoint() + " cannot be read: ")
          .hasMessageContaining("Put it back from a copy.");
    }
  }

  @Test
  void doesNotMindACheckpointThatWasNeverPutInItsPlace() throws IOException {
    var whole = Files.readAllBytes(checkpoint());
    Files.write(directory.resolve("log-checkpoint.next"), Arrays.copyOf(whole, 20));

    try (var store = open()) {
      EvidenceLog.open(store.dataSource(), directory, NOON);
    }

    assertThat(checkpoint()).hasBinaryContent(whole);
  }

  // --- The database

  @Test
  void readsADatabaseBehindWhichThereIsGarbage() throws IOException {
    var file = directory.resolve("journal.mv.db");
    var whole = Files.readAllBytes(file);

    for (var length : new int[] {1, 512, 4096, 70_000}) {
      var longer = Arrays.copyOf(whole, whole.length + length);
      Arrays.fill(longer, whole.length, longer.length, (byte) 0xa5);
      Files.write(file, longer);

      try (var store = open()) {
        assertThat(store.reader().rows(HISTORY.ref())).as("%d bytes", length).hasSize(4);
      }
    }
  }

  /** The mark is written when a store is closed; what came later only the checkpoint knows. */
  @Test
  void missesByTheCheckpointWhatTheMarkDoesNotKnowOf() throws IOException, SQLException {
    var older = Files.readAllBytes(directory.resolve("journal.mv.db"));
    var oldMark = Files.readAllBytes(mark());
    try (var store = open()) {
      var log = EvidenceLog.open(store.dataSource(), directory, NOON);
      log.append(List.of(anchor(log)));
    }
    Files.write(directory.resolve("journal.mv.db"), older);
    Files.write(mark(), oldMark);

    try (var store = open()) {
      assertThatThrownBy(() -> EvidenceLog.open(store.dataSource(), directory, NOON))
          .isInstanceOf(RollbackFoundException.class);
    }
  }

  private static Anchor anchor(EvidenceLog log) {
    var last = HISTORY.events().get(HISTORY.events().size() - 1).head();
    return new Anchor(
        log.name(), HISTORY.ref(), last.seq(), last.hash(), Anchor.State.TERMINAL, Payloads.NOON);
  }

  // --- Steps

  private JournalStore open() {
    return JournalStore.open(Settings.in(directory));
  }

  private Path mark() {
    return directory.resolve("journal.mark");
  }

  private Path checkpoint() {
    return directory.resolve("log-checkpoint");
  }
}
