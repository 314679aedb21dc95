package io.executionplane.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.admission.Demand;
import io.executionplane.node.execution.Execution.CancelReply;
import io.executionplane.node.session.Foreground;
import io.executionplane.node.session.LaneHost;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueuedExecutionTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  private static final ExecutionRef OTHER = ExecutionRef.derive("default", "other");

  private static int counter;

  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private final TestProbe<LaneHost.Command> laneHost = KIT.createTestProbe();
  private final TestProbe<ExecutionRegistry.Command> registry = KIT.createTestProbe();
  private final TestProbe<SubmitReply> caller = KIT.createTestProbe();
  private final TestProbe<ExecutionResult> waiting = KIT.createTestProbe();
  private final TestProbe<Capacity.Answer> claims = KIT.createTestProbe();
  private final String key = "queued-" + counter++;
  private final ExecutionRef ref = ExecutionRef.derive("default", key);
  private final FakeAdmission admission = new FakeAdmission(KIT);

  @BeforeEach
  void start() {
    journal.clearAll();
    admission.makeRoom(1, 1);
  }

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void isAdmittedAndStartsWhenItsTurnComes() {
    var services = occupied();
    submit(spawn(services));

    assertThat(receipt().status()).isEqualTo(ExecutionStatus.ACCEPTED);
    assertThat(types()).containsExactly("admission.accepted", "target.selected");
    laneHost.expectNoMessage();
    services.admission().capacity().tell(new Capacity.Give(OTHER));

    var launched = laneHost.expectMessageClass(LaneHost.Launch.class);
    assertThat(launched.order().queueMicros()).isPositive();
    assertThat(types())
        .containsExactly("admission.accepted", "target.selected", "execution.started");
  }

  @Test
  void isNeverStartedOnceItWasCancelled() {
    var services = occupied();
    var execution = spawn(services);
    submit(execution);
    receipt();
    TestProbe<CancelReply> cancelling = KIT.createTestProbe();

    execution.tell(new Execution.Cancel("ada", cancelling.ref()));

    assertThat(cancelling.receiveMessage().status()).contains(ExecutionStatus.CANCELLED);
    services.admission().capacity().tell(new Capacity.Give(OTHER));
    laneHost.expectNoMessage();
    assertThat(types())
        .containsExactly(
            "admission.accepted", "target.selected", "cancel.requested", "execution.cancelled");
  }

  @Test
  void endsWhenItsTurnDoesNotComeInTime() {
    admission.waitAtMost(Duration.ofMillis(1));
    var execution = spawn(occupied());
    submit(execution);
    receipt();

    var result = await(execution);

    assertThat(result.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    assertThat(result.failure().map(Failure::code)).contains("queue_timeout");
    assertThat(result.metrics().orElseThrow().queueMicros()).isPresent();
  }

  @Test
  void endsWhenItsTargetIsGoneByThen() {
    var services = occupied();
    var execution = spawn(services);
    submit(execution);
    receipt();

    admission.takeTargetOutOfService();
    services.admission().capacity().tell(new Capacity.Give(OTHER));

    var result = await(execution);
    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().map(Failure::code)).contains("target_gone");
    laneHost.expectNoMessage();
  }

  @Test
  void leavesNothingWhenThereIsNoRoomEvenToWait() {
    admission.makeRoom(1, 0);
    var services = occupied();
    var execution = spawn(services);
    submit(execution);

    var shed = caller.expectMessageClass(SubmitReply.Shed.class);

    assertThat(shed.budget()).isEqualTo("node_queued");
    assertThat(shed.retryAfter()).isPositive();
    assertThat(types()).isEmpty();
  }

  @Test
  void mayComeAgainUnderTheSameKeyAfterItFoundNoRoom() {
    admission.makeRoom(1, 0);
    var services = occupied();
    var execution = spawn(services);
    submit(execution);
    caller.expectMessageClass(SubmitReply.Shed.class);
    services.admission().capacity().tell(new Capacity.Give(OTHER));

    submit(execution);

    assertThat(receipt().replayed()).isFalse();
    laneHost.expectMessageClass(LaneHost.Launch.class);
  }

  @Test
  void isNotBegunAnyMoreAfterTheNodeWasRestarted() {
    var services = occupied();
    submit(spawn(services));
    receipt();

    var again = spawn(services);

    var result = await(again);
    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().map(Failure::code)).contains("node_restarted");
    laneHost.expectNoMessage();
  }

  // --- Samples

  /** A node on which the only place is taken. */
  private ExecutionServices occupied() {
    var services = admission.services(laneHost.ref());
    services
        .admission()
        .capacity()
        .tell(
            new Capacity.Claim(
                OTHER,
                new Demand("default", "process", "local", 0),
                KIT.createTestProbe().ref(),
                KIT.<Capacity.Turn>createTestProbe().ref(),
                claims.ref()));
    claims.expectMessageClass(Capacity.Taken.class);
    return services;
  }

  private ActorRef<Execution.Command> spawn(ExecutionServices services) {
    return KIT.spawn(Execution.create(ref, services, registry.ref()));
  }

  private void submit(ActorRef<Execution.Command> execution) {
    var request =
        AdmissionRequest.of("process", "run", JsonObject.empty())
            .withRequestId(key)
            .accepting("weak")
            .withAuthority(new AuthorityRef("secret"));
    execution.tell(new Execution.Submit(request, "default", key, Foreground.none(), caller.ref()));
  }

  private SubmitReply.Receipt receipt() {
    return caller.expectMessageClass(SubmitReply.Receipt.class);
  }

  private ExecutionResult await(ActorRef<Execution.Command> execution) {
    execution.tell(new Execution.Await(waiting.ref()));
    return waiting.receiveMessage();
  }

  private List<String> types() {
    return journal.persistedInStorage(PersistenceIds.of(ref)).stream()
        .map(event -> ((RecordedEvent) event).event().type())
        .toList();
  }
}
