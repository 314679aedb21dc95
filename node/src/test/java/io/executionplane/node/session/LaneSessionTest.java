package io.executionplane.node.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.wake.Wakeups;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.node.admission.EffectiveLimits;
import io.executionplane.node.credential.CredentialDesk;
import io.executionplane.node.input.OpenInputs;
import io.executionplane.node.session.SessionReport.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneSessionTest {

  private static final TargetDescriptor TARGET =
      new TargetDescriptor(
          "target",
          "scripted",
          "local_subprocess",
          "verifier",
          List.of("weak"),
          Sha256.of(),
          Instant.EPOCH,
          Instant.EPOCH.plusSeconds(60));

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final ExecutionRef REF = ExecutionRef.derive("default", "session");
  private static final SessionSettings PATIENT =
      new SessionSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          1_000,
          1_000,
          Duration.ofSeconds(2));

  @TempDir private Path spool;
  private final TestProbe<SessionReport> owner = KIT.createTestProbe();
  private final ScriptedLane lane = new ScriptedLane();
  private final List<EvidencePayload> recorded = new ArrayList<>();

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void saysOnALineOfTheLogWhichExecutionItIsAbout() {
    start(PATIENT, Foreground.none());
    lane.say("scripted.launched");

    LoggingTestKit.warn("the lane broke")
        .withMdc(Map.of("execution_ref", REF.text()))
        .expect(
            KIT.system(),
            () -> {
              lane.breakDown();
              return REF;
            });
  }

  @Test
  void tellsThatTheEffectBeganBeforeThatItsStreamsEnded() {
    start(PATIENT, Foreground.none());
    lane.putOut("all of it");

    lane.say("scripted.launched");
    lane.end();

    recordAll();
    assertThat(types())
        .containsExactly("lane.fact", "stream.closed", "lane.fact", "execution.completed");
  }

  @Test
  void closesInputThatTheEffectNoLongerTakesAndTellsItsEndBeforeTheLastWord() {
    var typesForEver = new Foreground(Optional.of(Source.never()), Map.of());
    start(PATIENT, typesForEver);
    lane.say("scripted.launched");
    lane.takeNoInput();

    lane.end();

    recordAll();
    assertThat(types()).containsSubsequence("stream.closed", "execution.completed");
    assertThat(recorded)
        .filteredOn(StreamClosed.class::isInstance)
        .extracting(closed -> ((StreamClosed) closed).record().stream())
        .contains(StreamName.STDIN);
  }

  @Test
  void sendsAReportAgainThatWasNotAnswered() {
    start(impatient(Duration.ofSeconds(20)), Foreground.none());
    lane.say("scripted.launched");
    var first = owner.receiveMessage();

    var again = owner.receiveMessage();

    assertThat(again.position()).isEqualTo(first.position());
    assertThat(again.payloads()).isEqualTo(first.payloads());
  }

  @Test
  void stopsTheEffectWhenItsEvidenceDoesNotBecomeDurable() {
    start(impatient(Duration.ofMillis(200)), Foreground.none());
    lane.say("scripted.launched");

    lane.awaitRelease();

    recordAll();
    assertThat(recorded)
        .last()
        .isInstanceOfSatisfying(
            ExecutionFailed.class,
            failed ->
                assertThat(failed.failure().orElseThrow().code())
                    .isEqualTo("evidence_unavailable"));
  }

  @Test
  void cutsTheEffectOffAndEndsWhenNothingCanBeRecordedAnyMore() {
    var session = start(impatient(Duration.ofSeconds(20)), Foreground.none());
    lane.say("scripted.launched");
    owner.receiveMessage();

    session.tell(new LaneSession.Abandon());

    lane.awaitRelease();
    owner.expectTerminated(session, Duration.ofSeconds(10));
  }

  @Test
  void asksTheEffectToEndWhenItsTimeIsUpAndSaysSo() {
    start(PATIENT, Foreground.none(), Duration.ofMillis(100));
    lane.say("scripted.launched");

    assertThat(lane.awaitStop()).isEqualTo(StopCause.TIMEOUT);
    lane.end();

    recordAll();
    assertThat(recorded)
        .last()
        .isInstanceOfSatisfying(
            ExecutionFailed.class,
            failed ->
                assertThat(failed.outcome()).isEqualTo(ExecutionFailed.FailedStatus.TIMED_OUT));
  }

  private static SessionSettings impatient(Duration durableWithin) {
    return new SessionSettings(
        Duration.ofMillis(50),
        durableWithin,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        1_000,
        1_000,
        Duration.ofSeconds(2));
  }

  private ActorRef<LaneSession.Command> start(SessionSettings settings, Foreground foreground) {
    return start(settings, foreground, Duration.ofMinutes(1));
  }

  private ActorRef<LaneSession.Command> start(
      SessionSettings settings, Foreground foreground, Duration wallClock) {
    var wakeups = new Wakeups();
    var services =
        new SessionServices(
            Map.of("scripted", lane),
            Map.of(),
            new Owner(owner.ref()),
            new EverythingStored(),
            SaltSource.secure(),
            spool,
            new LiveStreams(wakeups, settings.liveTailBytes()),
            new Audiences(),
            new OpenInputs(wakeups),
            new CredentialDesk(List.of(), Duration.ofSeconds(10)),
            settings);
    var order =
        new LaunchOrder(
            REF,
            "scripted",
            TARGET,
            "run",
            JsonObject.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new EffectiveLimits(wallClock, 1_000, 1_000),
            0,
            0,
            foreground);
    return KIT.spawn(LaneSession.create(order, services, control -> {}));
  }

  /** Answers every report until the last word has come. */
  private void recordAll() {
    while (recorded.isEmpty() || !(last() instanceof EvidencePayload.Terminal)) {
      var report = owner.receiveMessage(Duration.ofSeconds(10));
      var known = recorded.size() - (int) report.position();
      recorded.addAll(report.payloads().subList(known, report.payloads().size()));
      report.replyTo().tell(new Recorded(recorded.size()));
    }
  }

  private EvidencePayload last() {
    return recorded.get(recorded.size() - 1);
  }

  private List<String> types() {
    return recorded.stream().map(EvidencePayload::typeOf).toList();
  }

  /** Hands reports to the test; nobody is asked to stop here. */
  private record Owner(ActorRef<SessionReport> reports) implements SessionOwners {

    @Override
    public void report(ExecutionRef ref, SessionReport report) {
      reports.tell(report);
    }

    @Override
    public void cancel(ExecutionRef ref, String requestedBy) {}
  }
}
