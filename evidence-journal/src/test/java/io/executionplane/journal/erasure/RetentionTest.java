package io.executionplane.journal.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RetentionTest {

  private static final Duration MONTH = Duration.ofDays(30);

  private final List<String> names = new ArrayList<>();

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

  // --- What is due

  @Test
  void takesOutputFirstAndTheRequestWhenItsOwnTimeIsOver() throws Exception {
    ended("a", Payloads.NOON, Payloads.completed());
    var settings = settings("output.succeeded = 30 days", "request.succeeded = 60 days");

    assertThat(due(settings, Payloads.NOON.plus(MONTH).minusMillis(1))).isEmpty();
    assertThat(due(settings, ends(Payloads.NOON).plus(MONTH)))
        .containsExactly(
            "a stderr, stdout: retention: the output of executions that ended as succeeded is kept"
                + " for PT720H");
    assertThat(due(settings, ends(Payloads.NOON).plus(MONTH.multipliedBy(2))))
        .containsExactly(
            "a stderr, stdout: retention: the output of executions that ended as succeeded is kept"
                + " for PT720H",
            "a request: retention: the request of executions that ended as succeeded is kept for"
                + " PT1440H");
  }

  @Test
  void isCountedFromTheEndToTheMillisecond() throws Exception {
    ended("a", Payloads.NOON, Payloads.completed());
    var settings = settings("output.succeeded = 30 days");

    assertThat(due(settings, ends(Payloads.NOON).plus(MONTH).minusMillis(1))).isEmpty();
    assertThat(due(settings, ends(Payloads.NOON).plus(MONTH))).hasSize(1);
  }

  @Test
  void goesByHowAnExecutionEnded() throws Exception {
    ended("succeeded", Payloads.NOON, Payloads.completed());
    ended("failed", Payloads.NOON, Payloads.failed());
    ended("timed-out", Payloads.NOON, Payloads.timedOut());
    ended("cancelled", Payloads.NOON, Payloads.cancelled());
    ended("lost", Payloads.NOON, Payloads.lost());
    names.add("rejected");
    StoredExecution.rejected("rejected").in(store.dataSource());
    var later = Payloads.NOON.plus(MONTH);

    for (var status : List.of("succeeded", "failed", "timed-out", "cancelled", "lost")) {
      assertThat(due(settings("output." + status + " = 1 day"), later))
          .as(status)
          .singleElement()
          .asString()
          .startsWith(status + " stderr, stdout: ");
    }
    assertThat(due(settings("request.rejected = 1 day"), later))
        .containsExactly(
            "rejected request: retention: the request of executions that ended as rejected is kept"
                + " for PT24H");
  }

  @Test
  void leavesAloneWhatHasNotEnded() throws Exception {
    names.add("running");
    StoredExecution.running("running", Payloads.NOON, 3).in(store.dataSource());
    var settings =
        settings(
            "output { succeeded = 1 day, failed = 1 day, timed-out = 1 day, cancelled = 1 day,"
                + " lost = 1 day }");

    assertThat(due(settings, Payloads.NOON.plus(MONTH))).isEmpty();
  }

  @Test
  void keepsEverythingWhereNothingIsSet() throws Exception {
    ended("a", Payloads.NOON, Payloads.completed());

    assertThat(settings().keepsEverything()).isTrue();
    assertThat(due(settings(), Payloads.NOON.plus(Duration.ofDays(100_000)))).isEmpty();
  }

  @Test
  void looksAtEveryOldExecutionStepByStepAndAtNoYoungOne() throws Exception {
    var count = 2 * Retention.EXECUTIONS_AT_ONCE + 3;
    for (var i = 0; i < count; i++) {
      ended("old-" + i, Payloads.NOON, Payloads.completed());
    }
    ended("young", Payloads.NOON.plus(MONTH), Payloads.completed());
    var settings = settings("output.succeeded = 1 day");
    var retention = retention(settings, Payloads.NOON.plus(MONTH));

    var first = retention.step(0);
    var second = retention.step(first.next());
    var third = retention.step(second.next());

    assertThat(first.due()).hasSize(Retention.EXECUTIONS_AT_ONCE);
    assertThat(second.due()).hasSize(Retention.EXECUTIONS_AT_ONCE);
    assertThat(third.due()).hasSize(3);
    assertThat(List.of(first.isLast(), second.isLast(), third.isLast()))
        .containsExactly(false, false, true);
  }

  // --- What becomes of it

  @Test
  void isDueNoMoreOnceItIsErased() throws Exception {
    var execution = ended("a", Payloads.NOON, Payloads.completed());
    var other = ended("b", Payloads.NOON, Payloads.failed());
    var settings = settings("output.succeeded = 1 day", "request.succeeded = 2 days");
    var later = Payloads.NOON.plus(MONTH);
    var log = EvidenceLog.open(store.dataSource(), directory, at(later));

    new ContentErasure(store.dataSource(), log).eraseAll(retention(settings, later).step(0).due());

    assertThat(due(settings, later)).isEmpty();
    var contents = new ContentReading(store.dataSource());
    assertThat(contents.of(execution.ref())).hasSize(3).noneMatch(StoredContent::isPresent);
    assertThat(contents.of(other.ref())).hasSize(3).allMatch(StoredContent::isPresent);
    assertThat(log.head().size()).isEqualTo(1 + 1 + 3);
  }

  // --- Samples

  private StoredExecution ended(String name, Instant at, EvidencePayload end) throws Exception {
    names.add(name);
    return StoredExecution.ended(name, at, 2, end).in(store.dataSource());
  }

  /** When such an execution ends: each event is a millisecond after the one before. */
  private static Instant ends(Instant begun) {
    return begun.plusMillis(5);
  }

  private static RetentionSettings settings(String... settings) {
    return RetentionSettings.from(
        ConfigFactory.parseString(
                RetentionSettings.PATH + " {\n" + String.join("\n", settings) + "\n}")
            .withFallback(ConfigFactory.load()));
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private Retention retention(RetentionSettings settings, Instant now) {
    return new Retention(store.dataSource(), settings, at(now));
  }

  /** What all steps find, in words. */
  private List<String> due(RetentionSettings settings, Instant now) {
    return retention(settings, now).step(0).due().stream().map(this::words).toList();
  }

  private String words(ErasurePlan plan) {
    var ref = plan.execution().ref();
    var name =
        names.stream()
            .filter(each -> ref.equals(ExecutionRef.derive("default", each)))
            .findFirst()
            .orElseThrow();
    var streams = plan.contents().stream().map(each -> each.stream().text()).toList();
    return name + " " + String.join(", ", streams) + ": " + plan.reason();
  }
}
