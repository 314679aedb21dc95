package io.executionplane.journal.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.sample.FailingDatabase;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever step of an erasure fails: nothing is gone that the log does not say, and what the log
 * says is gone once somebody comes by again.
 */
@ParameterizedClass
@EnumSource
class InterruptedErasureTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  /**
   * Six for the log: entries, what is to be destroyed, tiles that were there, tiles that were not,
   * the state, the commit. Three for the request with its labels, two for what went wrong, four for
   * the output, which is more than one batch.
   */
  private static final int STEPS = 15;

  private static final int CHUNKS = 2 * PendingErasures.CHUNKS_AT_ONCE + 2;

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

  static Stream<Arguments> steps() {
    return IntStream.rangeClosed(1, STEPS)
        .boxed()
        .flatMap(step -> Stream.of(Arguments.of(step, false), Arguments.of(step, true)));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void isCompletedByWhoeverComesNext(int step, boolean afterwards) throws Exception {
    var execution = StoredExecution.ended("a", CHUNKS, Payloads.completed()).in(store.dataSource());
    openLog(store.dataSource());
    var failing = new FailingDatabase(store.dataSource(), step, afterwards);
    var broken = erasureOver(failing);

    assertThatThrownBy(() -> broken.erase(execution.ref(), Set.of(), "asked for"));
    assertThat(failing.hasFailed()).isTrue();
    assertThat(failures(execution)).noneMatch(each -> each.contains("its content is gone"));

    var erasure = new ContentErasure(store.dataSource(), openLog(store.dataSource()));
    erasure.completePending();
    assertThat(failures(execution)).isEmpty();
    erasure.erase(execution.ref(), Set.of(), "asked for");

    assertThat(failures(execution)).isEmpty();
    assertThat(new ContentReading(store.dataSource()).of(execution.ref()))
        .hasSize(3)
        .noneMatch(StoredContent::isPresent);
    assertThat(erasures()).hasSize(3);
  }

  /** What opening the log writes comes before the erasure: its steps are counted out. */
  private ContentErasure erasureOver(FailingDatabase failing) {
    var counted = new FailingDatabase(store.dataSource(), Integer.MAX_VALUE, false);
    openLog(counted.dataSource());
    failing.later(counted.steps());
    return new ContentErasure(failing.dataSource(), openLog(failing.dataSource()));
  }

  private EvidenceLog openLog(DataSource database) {
    return EvidenceLog.open(database, directory, NOON);
  }

  private List<String> failures(StoredExecution execution) {
    var log = new LogReader(store.dataSource());
    return new ExecutionVerifier(new JdbcEvidenceSource(store.dataSource()), log, log)
        .verify(execution.ref()).failed().stream().map(Finding::toString).toList();
  }

  private List<LogEntry> erasures() {
    return new LogReader(store.dataSource())
        .entries(0, 100).stream()
            .map(entry -> LogEntry.decode(entry.toArray()))
            .filter(Erased.class::isInstance)
            .toList();
  }
}
