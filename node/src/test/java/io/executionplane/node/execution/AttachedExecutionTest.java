package io.executionplane.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AttachPayload.AttachClosed;
import io.executionplane.contracts.evidence.AttachPayload.AttachEnd;
import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.node.attach.AttachDenial;
import io.executionplane.node.attach.AttachOwners.EndRecorded;
import io.executionplane.node.attach.AttachOwners.Granted;
import io.executionplane.node.attach.AttachOwners.NotNow;
import io.executionplane.node.attach.AttachOwners.Recorded;
import io.executionplane.node.attach.AttachPermit;
import io.executionplane.node.attach.AttachedParty;
import io.executionplane.node.session.Foreground;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.session.SessionReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an execution records of those who attach to it. */
class AttachedExecutionTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  private static int counter;

  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private final TestProbe<LaneHost.Command> laneHost = KIT.createTestProbe();
  private final TestProbe<Recorded> party = KIT.createTestProbe();
  private final String key = "attached-" + counter++;
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
  void recordsThatSomebodyAttachesBeforeHeIsTold() {
    submit();

    attach(new Party(0, 0));

    party.expectMessage(new Granted(1));
    assertThat(last(AttachGranted.class).principal()).isEqualTo("user:ada");
  }

  @Test
  void tellsNobodyThatHeIsAttachedWhenThatCannotBeRecorded() {
    submit();
    journal.failNextPersisted();

    attach(new Party(0, 0));

    party.expectNoMessage();
    assertThat(payloads()).noneMatch(AttachGranted.class::isInstance);
  }

  @Test
  void refusesWhoeverComesTooEarlyTooLateOrTooMany() {
    attach(new Party(0, 0));
    party.expectMessage(new NotNow(AttachDenial.EXECUTION_UNKNOWN));
    submit();
    attach(new Party(0, 0));
    attach(new Party(0, 0));
    attach(new Party(0, 0));
    party.expectMessage(new Granted(1));
    party.expectMessage(new Granted(2));
    party.expectMessage(new NotNow(AttachDenial.ATTACHMENTS_EXHAUSTED));

    report(completed());
    attach(new Party(0, 0));

    party.expectMessage(new NotNow(AttachDenial.EXECUTION_TERMINAL));
  }

  @Test
  void recordsTheEndOfAnAttachmentOnceHoweverOftenItIsTold() {
    submit();
    attach(new Party(0, 0));
    party.expectMessage(new Granted(1));
    var told = KIT.<EndRecorded>createTestProbe();
    var left = new AttachClosed(1, AttachEnd.DETACHED, 3, 4);

    execution.tell(new Execution.Detach(left, told.ref()));
    execution.tell(new Execution.Detach(left, told.ref()));

    told.expectMessage(new EndRecorded());
    told.expectMessage(new EndRecorded());
    assertThat(payloads()).filteredOn(AttachClosed.class::isInstance).containsExactly(left);
  }

  @Test
  void closesEveryAttachmentBeforeItsOwnEndAndSaysHowFarItCame() {
    submit();
    var ada = new Party(7, 1);
    attach(ada);
    party.expectMessage(new Granted(1));

    report(completed());

    assertThat(payloads())
        .endsWith(new AttachClosed(1, AttachEnd.EXECUTION_ENDED, 7, 1), completed());
    assertThat(ada.over.join()).isEqualTo(Done.getInstance());
  }

  @Test
  void recordsAsLostWhoeverWasAttachedBeforeTheNodeWasStartedAnew() {
    submit();
    attach(new Party(7, 1));
    party.expectMessage(new Granted(1));

    startAnew();
    laneHost
        .expectMessageClass(LaneHost.Rejoin.class)
        .replyTo()
        .tell(new LaneHost.Gone(Optional.empty()));
    awaitAwake();

    assertThat(payloads()).contains(new AttachClosed(1, AttachEnd.LOST, 0, 0));
    assertThat(payloads()).last().isInstanceOf(ExecutionLost.class);
  }

  @Test
  void recordsAsLostWhoeverIsNotThereAnyMoreAlthoughItsEffectIs() {
    submit();
    attach(new Party(7, 1));
    party.expectMessage(new Granted(1));

    startAnew();
    laneHost.expectMessageClass(LaneHost.Rejoin.class).replyTo().tell(new LaneHost.StillRunning());
    awaitAwake();

    assertThat(payloads()).last().isEqualTo(new AttachClosed(1, AttachEnd.LOST, 0, 0));
  }

  // --- Steps

  private static final class Party implements AttachedParty {

    private final long delivered;
    private final long accepted;
    private final CompletableFuture<Done> over = new CompletableFuture<>();

    Party(long delivered, long accepted) {
      this.delivered = delivered;
      this.accepted = accepted;
    }

    @Override
    public long deliveredBytes() {
      return delivered;
    }

    @Override
    public long acceptedBytes() {
      return accepted;
    }

    @Override
    public void executionOver() {
      over.complete(Done.getInstance());
    }
  }

  private ActorRef<Execution.Command> spawn() {
    var registry = KIT.<ExecutionRegistry.Command>createTestProbe().ref();
    return KIT.spawn(Execution.create(ref, admission.services(laneHost.ref()), registry));
  }

  private void startAnew() {
    KIT.stop(execution);
    admission.forgetAttachments();
    execution = spawn();
  }

  private void awaitAwake() {
    var awake = KIT.<Execution.Awake>createTestProbe();
    execution.tell(new Execution.Wake(awake.ref()));
    awake.receiveMessage();
  }

  private void submit() {
    var caller = KIT.<SubmitReply>createTestProbe();
    var request =
        new AdmissionRequest(
            1,
            Optional.of(key),
            "process",
            "run",
            JsonObject.empty(),
            Optional.of(new AuthorityRef("secret")),
            Optional.of(new AcceptableAttestation(List.of("weak"))),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    execution.tell(new Execution.Submit(request, "default", key, Foreground.none(), caller.ref()));
    caller.expectMessageClass(SubmitReply.Receipt.class);
    laneHost.expectMessageClass(LaneHost.Launch.class);
  }

  private void attach(AttachedParty who) {
    var permit =
        new AttachPermit(
            "user:ada",
            List.of(AttachDirection.READ),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    execution.tell(new Execution.Attach(permit, who, party.ref()));
  }

  private void report(EvidencePayload payload) {
    var session = KIT.<SessionReport.Recorded>createTestProbe();
    execution.tell(
        new Execution.LaneReported(new SessionReport(0, List.of(payload), session.ref())));
    session.receiveMessage();
  }

  private static EvidencePayload completed() {
    return new ExecutionCompleted(
        JsonObject.empty(),
        new Containment(Containment.Means.NONE, Optional.empty()),
        new ExecutionMetrics(0, 0, 0, 0, 0));
  }

  private <P extends EvidencePayload> P last(Class<P> type) {
    var all = payloads();
    return type.cast(all.get(all.size() - 1));
  }

  private List<EvidencePayload> payloads() {
    return journal.persistedInStorage(PersistenceIds.of(ref)).stream()
        .map(RecordedEvent.class::cast)
        .map(recorded -> recorded.event().payload())
        .toList();
  }
}
