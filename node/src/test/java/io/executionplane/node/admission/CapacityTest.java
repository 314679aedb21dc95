package io.executionplane.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CapacityTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());

  private final ManualTime time = ManualTime.get(KIT.system());
  private final TestProbe<Capacity.Answer> answers = KIT.createTestProbe();
  private final TestProbe<Capacity.Turn> turns = KIT.createTestProbe();
  private final TestProbe<Told> told = KIT.createTestProbe();

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  private record Told(String tenant, long count, String budget, int running, int queued) {}

  @Test
  void givesTheRoomOfWhoHasDiedToWhoWaits() {
    var capacity = start(1, 8);
    var holder = KIT.<Object>createTestProbe();
    claim(capacity, 1, holder.ref());
    answers.expectMessageClass(Capacity.Taken.class);
    claim(capacity, 2, KIT.createTestProbe().ref());
    answers.expectMessageClass(Capacity.Queued.class);

    holder.stop();

    turns.expectMessageClass(Capacity.Turn.class);
  }

  @Test
  void callsNobodyOnceItIsClosed() {
    var capacity = start(1, 8);
    claim(capacity, 1, KIT.createTestProbe().ref());
    claim(capacity, 2, KIT.createTestProbe().ref());

    capacity.tell(new Capacity.Close());
    capacity.tell(new Capacity.Give(ref(1)));

    turns.expectNoMessage();
  }

  @Test
  void countsWhomItTurnsAwayAndTellsThemTogether() {
    var capacity = start(1, 0);
    for (var i = 0; i < 5; i++) {
      claim(capacity, i, KIT.createTestProbe().ref());
    }
    answers.expectMessageClass(Capacity.Taken.class);
    for (var i = 1; i < 5; i++) {
      var shed = answers.expectMessageClass(Capacity.Shed.class);
      assertThat(shed.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
    told.expectNoMessage();

    time.timePasses(Duration.ofMinutes(1));

    assertThat(told.receiveMessage()).isEqualTo(new Told("t", 4, "node_queued", 1, 0));
  }

  @Test
  void saysWhatARequestWouldMeet() {
    var capacity = start(1, 0);
    var probe = KIT.<Capacity.Spent>createTestProbe();
    capacity.tell(new Capacity.Probe("t", probe.ref()));
    assertThat(probe.receiveMessage().budget()).isEmpty();
    claim(capacity, 1, KIT.createTestProbe().ref());

    capacity.tell(new Capacity.Probe("t", probe.ref()));

    assertThat(probe.receiveMessage().budget()).contains("tenant_queued");
  }

  private ActorRef<Capacity.Command> start(int runningMax, int queuedMax) {
    return KIT.spawn(
        Capacity.create(
            CapacitySamples.node(runningMax, queuedMax),
            (tenant, count, budget, running, queued) ->
                told.ref().tell(new Told(tenant, count, budget, running, queued))));
  }

  private void claim(ActorRef<Capacity.Command> capacity, int number, ActorRef<?> holder) {
    capacity.tell(
        new Capacity.Claim(
            ref(number),
            new Demand("t", "process", "local", 1),
            holder,
            turns.ref(),
            answers.ref()));
  }

  private static ExecutionRef ref(int number) {
    return ExecutionRef.derive("t", "r" + number);
  }
}
