package io.executionplane.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.node.execution.Execution.CancelReply;
import io.executionplane.node.session.Foreground;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.session.SessionReport;
import io.executionplane.node.session.SessionReport.Recorded;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  private static int counter;

  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private final TestProbe<LaneHost.Command> laneHost = KIT.createTestProbe();
  private final TestProbe<ExecutionRegistry.Command> registry = KIT.createTestProbe();
  private final TestProbe<SubmitReply> caller = KIT.createTestProbe();
  private final String key = "key-" + counter++;
  private final ExecutionRef ref = ExecutionRef.derive("default", key);
  private final FakeAdmission admission = new FakeAdmission(KIT);
  private ActorRef<Execution.Command> execution = KIT.system().ignoreRef();

  @BeforeEach
  void start() {
    journal.clearAll();
    execution = spawn();
  }

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void recordsThatItStartsBeforeTheLaneIsLaunched() {
    submit("payload");

    laneHost.expectMessageClass(LaneHost.Launch.class);

    assertThat(types())
        .containsExactly("admission.accepted", "target.selected", "execution.started");
    assertThat(receipt().status()).isEqualTo(ExecutionStatus.RUNNING);
  }

  @Test
  void launchesNothingWhenTheStartCannotBeRecorded() {
    journal.failNextPersisted();

    submit("payload");

    assertThat(caller.receiveMessage()).isInstanceOf(SubmitReply.NotRecorded.class);
    laneHost.expectNoMessage();
    assertThat(types()).isEmpty();
  }

  @Test
  void tellsEveryHeadThatHasBecomeDurableToBeAnchored() {
    submit("payload");
    receipt();

    var heads = admission.anchored();

    assertThat(heads).hasSize(1);
    assertThat(heads.get(0).ref()).isEqualTo(ref);
    assertThat(heads.get(0).head().seq()).isEqualTo(types().size());
    assertThat(heads.get(0).isTerminal()).isFalse();
  }

  @Test
  void recordsARefusalAsAnExecutionThatIsOver() {
    admission.denyAuthority();

    submit("payload");

    assertThat(receipt().status()).isEqualTo(ExecutionStatus.REJECTED);
    assertThat(types()).containsExactly("admission.rejected");
    laneHost.expectNoMessage();
  }

  @Test
  void leadsTheSameRequestToTheSameExecution() {
    submit("payload");
    receipt();

    submit("payload");

    assertThat(receipt().replayed()).isTrue();
    laneHost.expectMessageClass(LaneHost.Launch.class);
    laneHost.expectNoMessage();
  }

  @Test
  void refusesAnotherRequestUnderTheSameKey() {
    submit("payload");
    receipt();

    submit("other");

    assertThat(caller.receiveMessage()).isEqualTo(new SubmitReply.KeyReused(ref));
  }

  @Test
  void acknowledgesReportsOnceTheyAreDurable() {
    submit("payload");
    receipt();
    var session = KIT.<Recorded>createTestProbe();

    report(session, 0, fact("a"), fact("b"));

    session.expectMessage(new Recorded(2));
    assertThat(types()).endsWith("lane.fact", "lane.fact");
  }

  @Test
  void recordsARepeatedReportOnce() {
    submit("payload");
    receipt();
    var session = KIT.<Recorded>createTestProbe();
    report(session, 0, fact("a"), fact("b"));
    session.expectMessage(new Recorded(2));

    report(session, 0, fact("a"), fact("b"), fact("c"));

    session.expectMessage(new Recorded(3));
    assertThat(types()).filteredOn("lane.fact"::equals).hasSize(3);
  }

  @Test
  void tellsEverybodyWhoWaitsHowItEnded() {
    submit("payload");
    receipt();
    var waiting = KIT.<ExecutionResult>createTestProbe();
    execution.tell(new Execution.Await(waiting.ref()));

    report(KIT.createTestProbe(), 0, completed());

    assertThat(waiting.receiveMessage().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void recordsNothingAfterTheEnd() {
    submit("payload");
    receipt();
    var session = KIT.<Recorded>createTestProbe();
    report(session, 0, completed());
    session.expectMessage(new Recorded(1));

    report(session, 1, fact("late"));

    session.expectMessage(new Recorded(2));
    assertThat(types()).last().isEqualTo("execution.completed");
  }

  @Test
  void recordsTheWishToStopBeforeItIsCarriedOut() {
    submit("payload");
    laneHost.expectMessageClass(LaneHost.Launch.class);
    var canceller = KIT.<CancelReply>createTestProbe();

    execution.tell(new Execution.Cancel("me", canceller.ref()));

    laneHost.expectMessage(new LaneHost.Stop(ref, StopCause.CANCEL));
    canceller.expectMessage(new CancelReply(Optional.of(ExecutionStatus.RUNNING)));
    assertThat(types()).last().isEqualTo("cancel.requested");
  }

  @Test
  void countsReportsRightAfterAWishToStop() {
    submit("payload");
    receipt();
    var session = KIT.<Recorded>createTestProbe();
    report(session, 0, fact("a"));
    session.expectMessage(new Recorded(1));
    execution.tell(new Execution.Cancel("me", KIT.<CancelReply>createTestProbe().ref()));

    report(session, 1, fact("b"));

    session.expectMessage(new Recorded(2));
  }

  @Test
  void endsAsLostAfterARestartWhenItsSessionIsGone() {
    submit("payload");
    receipt();
    laneHost.expectMessageClass(LaneHost.Launch.class);
    KIT.stop(execution);

    var again = spawn();
    var rejoin = laneHost.expectMessageClass(LaneHost.Rejoin.class);
    rejoin.replyTo().tell(new LaneHost.Gone(Optional.empty()));

    var waiting = KIT.<ExecutionResult>createTestProbe();
    again.tell(new Execution.Await(waiting.ref()));
    assertThat(waiting.receiveMessage().status()).isEqualTo(ExecutionStatus.LOST);
    laneHost.expectNoMessage();
  }

  @Test
  void goesOnAfterARestartWhenItsSessionIsStillThere() {
    submit("payload");
    receipt();
    laneHost.expectMessageClass(LaneHost.Launch.class);
    KIT.stop(execution);
    execution = spawn();
    laneHost.expectMessageClass(LaneHost.Rejoin.class).replyTo().tell(new LaneHost.StillRunning());

    var session = KIT.<Recorded>createTestProbe();
    report(session, 0, completed());

    session.expectMessage(new Recorded(1));
    assertThat(types()).last().isEqualTo("execution.completed");
  }

  @Test
  void linksEveryEventToTheOneBefore() {
    submit("payload");
    receipt();
    var session = KIT.<Recorded>createTestProbe();
    report(session, 0, fact("a"), completed());
    session.expectMessage(new Recorded(2));

    var events = events();

    for (var i = 1; i < events.size(); i++) {
      assertThat(events.get(i).event().prev()).isEqualTo(events.get(i - 1).head().hash());
    }
  }

  private ActorRef<Execution.Command> spawn() {
    return KIT.spawn(Execution.create(ref, admission.services(laneHost.ref()), registry.ref()));
  }

  private void submit(String label) {
    var request =
        new AdmissionRequest(
            1,
            Optional.of(key),
            "process",
            "run",
            payload(label),
            Optional.of(new AuthorityRef("secret")),
            Optional.of(new AcceptableAttestation(List.of("weak"))),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    execution.tell(new Execution.Submit(request, "default", key, Foreground.none(), caller.ref()));
  }

  private static JsonObject payload(String label) {
    var node = JsonObject.empty().toNode();
    node.put("label", label);
    return JsonObject.of(node);
  }

  private SubmitReply.Receipt receipt() {
    return caller.expectMessageClass(SubmitReply.Receipt.class);
  }

  private void report(TestProbe<Recorded> session, long position, EvidencePayload... payloads) {
    execution.tell(
        new Execution.LaneReported(new SessionReport(position, List.of(payloads), session.ref())));
  }

  private static EvidencePayload fact(String name) {
    return new LaneFactObserved("process." + name, JsonObject.empty());
  }

  private static EvidencePayload completed() {
    return new ExecutionCompleted(
        JsonObject.empty(),
        new Containment(Containment.Means.NONE, Optional.empty()),
        new ExecutionMetrics(0, 0, 0, 0, 0));
  }

  private List<String> types() {
    return events().stream().map(event -> event.event().type()).toList();
  }

  private List<RecordedEvent> events() {
    return journal.persistedInStorage(PersistenceIds.of(ref)).stream()
        .map(RecordedEvent.class::cast)
        .toList();
  }
}
