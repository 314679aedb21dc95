package io.executionplane.journal.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.sample.FailingDatabase;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a node erases beside everything else. */
@ParameterizedClass
@EnumSource
class RetainingTest {

  private static final Clock LATER =
      Clock.fixed(Payloads.NOON.plus(Duration.ofDays(30)), ZoneOffset.UTC);

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

  @Test
  void destroysWhatAnEarlierNodeHadDeclaredAndKeepsTheRestForEver() throws Exception {
    var declared = ended("declared");
    var kept = ended("kept");
    declareAndFail(declared.ref());

    retainUntil("", () -> !isPresent(declared.ref()));

    assertThat(isPresent(kept.ref())).isTrue();
  }

  @Test
  void erasesWhatWasKeptLongEnoughHoweverManySteps() throws Exception {
    var first = ended("first");
    for (var i = 0; i < Retention.EXECUTIONS_AT_ONCE; i++) {
      StoredExecution.ended("failed-" + i, 1, Payloads.failed()).in(store.dataSource());
    }
    var last = ended("last");

    retainUntil(
        "output.succeeded = 1 day, request.succeeded = 1 day, pause = 0 s",
        () -> !isPresent(first.ref()) && !isPresent(last.ref()));
  }

  // --- Samples

  private StoredExecution ended(String name) throws Exception {
    return StoredExecution.ended(name, 2, Payloads.completed()).in(store.dataSource());
  }

  private EvidenceLog openLog() {
    return EvidenceLog.open(store.dataSource(), directory, LATER);
  }

  /** Leaves an erasure behind of which only the log knows. */
  private void declareAndFail(ExecutionRef ref) {
    var log = openLog();
    var failing = new FailingDatabase(store.dataSource(), 1, false);
    var broken = new ContentErasure(failing.dataSource(), log);
    assertThatThrownBy(() -> broken.erase(ref, Set.of(), "asked for"))
        .isInstanceOf(ErasureFailedException.class);
    assertThat(isPresent(ref)).isTrue();
  }

  private void retainUntil(String settings, BooleanSupplier condition) {
    var retaining = start(settings);
    try {
      awaitTrue(condition);
    } finally {
      retaining.close();
    }
  }

  private Retaining start(String settings) {
    var retention =
        RetentionSettings.from(
            ConfigFactory.parseString(RetentionSettings.PATH + " { " + settings + " }")
                .withFallback(ConfigFactory.load()));
    return Retaining.start(
        new ContentErasure(store.dataSource(), openLog()),
        new Retention(store.dataSource(), retention, LATER),
        retention);
  }

  private boolean isPresent(ExecutionRef ref) {
    return new ContentReading(store.dataSource())
        .of(ref).stream().anyMatch(StoredContent::isPresent);
  }

  private static void awaitTrue(BooleanSupplier condition) {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
