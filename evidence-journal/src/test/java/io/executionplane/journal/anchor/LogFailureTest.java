package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.sample.FailingDatabase;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever step of writing fails, the log is whole, and nothing is in it twice or lost. */
@ParameterizedClass
@EnumSource
class LogFailureTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);
  private static final int BEFORE = 300;
  private static final int AFTER = 700;

  @Parameter private TestDatabase database;

  @TempDir private Path directory;
  private JournalStore store;

  @BeforeEach
  void open() {
    store = JournalStore.open(database.settings(directory));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1,false", "2,false", "3,false", "4,false", "5,false", "1,true", "2,true", "3,true", "4,true",
    "5,true"
  })
  void goesOnAfterAnyStepOfABatchFailed(int step, boolean afterwards) {
    var log = open(store.dataSource());
    log.append(anchors(log, 0, BEFORE));
    var failing = new FailingDatabase(store.dataSource(), step, afterwards);
    // Opening takes the fence, which writes: the failure is to meet the batch.
    var broken = reopenedOver(failing);

    assertThatExceptionOfType(LogUnreadableException.class)
        .isThrownBy(() -> broken.append(anchors(broken, BEFORE, AFTER)));
    assertThat(failing.hasFailed()).isTrue();

    var again = open(store.dataSource());
    again.append(anchors(again, BEFORE, AFTER));
    assertWhole(again);
  }

  /** What opening writes comes before the batch: its steps are counted out. */
  private EvidenceLog reopenedOver(FailingDatabase failing) {
    var counted = new FailingDatabase(store.dataSource(), Integer.MAX_VALUE, false);
    open(counted.dataSource());
    failing.later(counted.steps());
    return open(failing.dataSource());
  }

  @Test
  void goesOnWhenTheCheckpointOutsideCouldNotBeWritten() throws IOException {
    var log = open(store.dataSource());
    log.append(anchors(log, 0, BEFORE));
    Files.createDirectory(directory.resolve("log-checkpoint.next"));

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> log.append(anchors(log, BEFORE, AFTER)));

    Files.delete(directory.resolve("log-checkpoint.next"));
    var again = open(store.dataSource());
    again.append(anchors(again, BEFORE, AFTER));
    assertWhole(again);
  }

  private void assertWhole(EvidenceLog log) {
    var reader = new LogReader(store.dataSource());
    var entries = reader.entries(0, 2 * AFTER);
    var defined = new CompactRange();
    entries.forEach(entry -> defined.append(entry.toArray()));
    var executions =
        entries.stream()
            .map(entry -> LogEntry.decode(entry.toArray()))
            .filter(Anchor.class::isInstance)
            .map(entry -> ((Anchor) entry).execution())
            .toList();

    assertThat(executions).hasSize(AFTER).doesNotHaveDuplicates();
    assertThat(log.head().size()).isEqualTo(AFTER + 1);
    assertThat(log.head().root()).isEqualTo(defined.root());
    assertThat(new TiledTree(AFTER + 1, reader).head()).isEqualTo(log.head());
    assertThat(reader.checkpoint().orElseThrow().checkpoint().head()).isEqualTo(log.head());
  }

  private EvidenceLog open(DataSource database) {
    return EvidenceLog.open(database, directory, NOON);
  }

  private static List<Anchor> anchors(EvidenceLog log, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Anchor(
                    log.name(),
                    ExecutionRef.derive("default", "request-" + i),
                    1,
                    Sha256.ofText("head " + i),
                    Anchor.State.TERMINAL,
                    Payloads.NOON))
        .toList();
  }
}
