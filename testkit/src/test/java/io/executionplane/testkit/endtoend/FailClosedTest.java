package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.execution.SubmitReply.NotRecorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be recorded does not happen, and what cannot be recorded any more is stopped. */
@Tag("store")
class FailClosedTest {

  /** Says something ten times a second, so that there is always something to record. */
  private static final String TALKING = "while :; do echo x; sleep 0.1; done";

  /** How long a report may take; the defaults are for slower disks than a test can wait for. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "execution-plane.node.ask-timeout", "3s",
          "execution-plane.node.facts-within", "2s",
          "execution-plane.authority.answer-within", "1s",
          "execution-plane.node.session.durable-within", "1s",
          "execution-plane.node.session.progress-every", "200ms");

  @TempDir private Path directory;

  private TestPlane plane;
  private Commands commands;
  private FailingStore store;

  @BeforeEach
  void start() {
    plane = TestPlane.in(directory.resolve("data"), ConfigFactory.parseMap(IMPATIENT));
    commands = Commands.in(directory);
    store = new FailingStore(plane.plane().journal().dataSource());
  }

  @AfterEach
  void stop() {
    plane.close();
    commands.mark().kill();
  }

  /** The first three events say that the effect may begin, and are written together. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void startsNothingWhenTheVerdictCannotBeStored(int nthWrite) throws Exception {
    var request = plane.request(commands.appending("effect"));

    store.refusingEventsFromTheNext(
        nthWrite, () -> assertThat(plane.submit(request)).isInstanceOf(NotRecorded.class));

    assertThat(directory.resolve("effect")).doesNotExist();
    assertThat(plane.verify(plane.client().refOf(request)).head()).isEmpty();
  }

  @Test
  void runsARequestOnceItCanBeStoredAgain() throws Exception {
    var request = plane.request(commands.appending("effect"));
    store.refusingEventsFromTheNext(1, () -> plane.submit(request));

    plane.submitUntilRecorded(request);
    var result = plane.result(plane.client().refOf(request));

    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(effects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8})
  void neverRunsACommandTwiceWhateverWriteFails(int nthWrite) throws Exception {
    var request = plane.request(commands.appending("effect"));
    var ref = plane.client().refOf(request);

    store.refusingEventsFromTheNext(
        nthWrite,
        () -> {
          plane.submit(request);
          Eventually.holds("the effect", () -> Files.exists(directory.resolve("effect")));
        });
    plane.submitUntilRecorded(request);
    plane.result(ref);

    assertThat(effects()).hasSize(1);
    assertThat(plane.eventTypes(ref)).containsOnlyOnce("execution.started");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void stopsAnEffectWhoseEventsCannotBeStoredAnyMore() throws Exception {
    var ref = talking();

    store.refusingEventsFromTheNext(1, this::awaitNothingRuns);
    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("evidence_unavailable");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void stopsAnEffectWhoseOutputCannotBeStoredAnyMore() throws Exception {
    var ref = talking();

    store.refusingChunksFrom(2, this::awaitNothingRuns);
    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("stream_lost");
    assertThat(plane.verify(ref).failed()).isEmpty();
  }

  private ExecutionRef talking() {
    var ref = plane.admitted(plane.request(commands.shell(TALKING)));
    Eventually.holds("output", () -> plane.output(ref, StreamName.STDOUT).size() > 2);
    return ref;
  }

  private void awaitNothingRuns() {
    Eventually.holds("the end of the effect", () -> commands.mark().alive().isEmpty());
  }

  private List<String> effects() throws IOException {
    return Files.readAllLines(directory.resolve("effect"));
  }
}
