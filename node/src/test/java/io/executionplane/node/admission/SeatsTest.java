package io.executionplane.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeatsTest {

  @Test
  void seatsAsManyAsMayRunAndLetsTheOthersWait() {
    var seats = new Seats(CapacitySamples.node(1, 20));

    assertThat(seats.claim(ref(1), demand("a"))).isEqualTo(new Seats.Taken());
    assertThat(seats.claim(ref(2), demand("a"))).isEqualTo(new Seats.Queued(0));
    assertThat(seats.claim(ref(3), demand("a"))).isEqualTo(new Seats.Queued(1));
    assertThat(seats.next()).isEmpty();
    seats.release(ref(1));
    assertThat(seats.next()).contains(ref(2));
    assertThat(seats.next()).isEmpty();
  }

  @Test
  void countsAClaimOnceHoweverOftenItIsMade() {
    var seats = new Seats(CapacitySamples.node(1, 20));

    seats.claim(ref(1), demand("a"));
    seats.claim(ref(1), demand("a"));
    seats.claim(ref(2), demand("a"));
    seats.claim(ref(2), demand("a"));

    assertThat(seats.runningCount()).isEqualTo(1);
    assertThat(seats.queuedCount()).isEqualTo(1);
  }

  @Test
  void givesTenantsTurnsHoweverManyEachHasWaiting() {
    var seats = new Seats(CapacitySamples.node(1, 1000));
    seats.claim(ref(0), demand("greedy"));
    for (var i = 1; i <= 100; i++) {
      seats.claim(ref(i), demand("greedy"));
    }
    seats.claim(ref(201), demand("modest"));
    seats.claim(ref(202), demand("modest"));

    assertThat(turns(seats, ref(0), 5)).containsExactly(ref(1), ref(201), ref(2), ref(202), ref(3));
  }

  @Test
  void passesOverWhoWaitsForAFullTarget() {
    var seats = new Seats(CapacitySamples.of(Map.of(Scope.TARGET, new Room(1, 100))));
    seats.claim(ref(1), new Demand("a", "process", "small", 1));
    seats.claim(ref(2), new Demand("a", "process", "small", 1));

    var elsewhere = seats.claim(ref(3), new Demand("a", "process", "other", 1));

    assertThat(elsewhere).isEqualTo(new Seats.Taken());
    assertThat(seats.next()).isEmpty();
    seats.release(ref(1));
    assertThat(seats.next()).contains(ref(2));
  }

  @Test
  void leavesRoomInTheQueueForWhoComesLater() {
    var seats = new Seats(CapacitySamples.node(1, 90));
    seats.claim(ref(0), demand("greedy"));
    var held = 0;
    while (seats.claim(ref(1 + held), demand("greedy")) instanceof Seats.Queued) {
      held++;
    }

    assertThat(held).isEqualTo(80);
    assertThat(seats.claim(ref(1000), demand("greedy"))).isEqualTo(new Seats.Full("tenant_queued"));
    assertThat(seats.claim(ref(1001), demand("modest"))).isEqualTo(new Seats.Queued(0));
  }

  @Test
  void refusesMoreThanMayWaitOrMayBeHeldInMemory() {
    var seats = new Seats(CapacitySamples.of(Map.of(Scope.LANE, new Room(1, 1))));
    seats.claim(ref(1), demand("a"));
    var large = new Seats(CapacitySamples.node(1, 1000));
    large.claim(ref(1), demand("a"));

    assertThat(seats.claim(ref(2), demand("a"))).isEqualTo(new Seats.Queued(0));
    assertThat(seats.claim(ref(3), demand("a"))).isEqualTo(new Seats.Full("lane_queued"));
    assertThat(large.claim(ref(2), new Demand("a", "process", "local", 1_000_001)))
        .isEqualTo(new Seats.Full("queued_bytes"));
  }

  @Test
  void forgetsWhoLeftTheQueue() {
    var seats = new Seats(CapacitySamples.node(1, 20));
    seats.claim(ref(1), demand("a"));
    seats.claim(ref(2), demand("a"));
    seats.claim(ref(3), demand("b"));

    seats.release(ref(2));
    seats.release(ref(1));

    assertThat(seats.next()).contains(ref(3));
    assertThat(seats.queuedCount()).isZero();
  }

  /** Whatever happens: no limit is ever passed, nobody is lost, and room never stands empty. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsEveryLimitAndLosesNobody(long seed) {
    var random = new Random(seed);
    var settings =
        CapacitySamples.of(
            Map.of(
                Scope.NODE, new Room(6, 40),
                Scope.TENANT, new Room(3, 30),
                Scope.TARGET, new Room(2, 40)));
    var seats = new Seats(settings);
    var running = new HashMap<ExecutionRef, Demand>();
    var waiting = new HashMap<ExecutionRef, Demand>();
    for (var step = 0; step < 3000; step++) {
      var demand =
          new Demand("t" + random.nextInt(4), "l" + random.nextInt(2), "x" + random.nextInt(4), 1);
      if (random.nextInt(5) < 3) {
        var ref = ref(step);
        var outcome = seats.claim(ref, demand);
        if (outcome instanceof Seats.Taken) {
          running.put(ref, demand);
        } else if (outcome instanceof Seats.Queued) {
          waiting.put(ref, demand);
        }
      } else {
        var all = new ArrayList<>(new TreeSet<>(running.keySet().stream().toList()));
        all.addAll(new TreeSet<>(waiting.keySet()));
        if (!all.isEmpty()) {
          var gone = all.get(random.nextInt(all.size()));
          seats.release(gone);
          running.remove(gone);
          waiting.remove(gone);
        }
      }
      for (var next = seats.next(); next.isPresent(); next = seats.next()) {
        var called = waiting.remove(next.get());
        assertThat(called).as("seed %d, step %d", seed, step).isNotNull();
        running.put(next.get(), called);
      }
      assertThat(seats.runningCount()).isEqualTo(running.size());
      assertThat(seats.queuedCount()).isEqualTo(waiting.size());
      assertWithin(settings, running, seed, step);
      assertNobodyCouldRun(settings, running, waiting, seed, step);
    }
  }

  private static void assertWithin(
      CapacitySettings settings, Map<ExecutionRef, Demand> running, long seed, int step) {
    for (var demand : running.values()) {
      for (var scope : Scope.values()) {
        assertThat(count(running, scope, demand))
            .as("seed %d, step %d, %s", seed, step, scope)
            .isLessThanOrEqualTo(settings.room(scope, demand.in(scope)).runningMax());
      }
    }
  }

  private static void assertNobodyCouldRun(
      CapacitySettings settings,
      Map<ExecutionRef, Demand> running,
      Map<ExecutionRef, Demand> waiting,
      long seed,
      int step) {
    for (var demand : waiting.values()) {
      var full = false;
      for (var scope : Scope.values()) {
        full |=
            count(running, scope, demand) >= settings.room(scope, demand.in(scope)).runningMax();
      }
      assertThat(full).as("seed %d, step %d: %s could run", seed, step, demand).isTrue();
    }
  }

  private static long count(Map<ExecutionRef, Demand> running, Scope scope, Demand demand) {
    return running.values().stream()
        .filter(other -> other.in(scope).equals(demand.in(scope)))
        .count();
  }

  private static List<ExecutionRef> turns(Seats seats, ExecutionRef first, int count) {
    var order = new ArrayList<ExecutionRef>();
    var ends = Optional.of(first);
    while (order.size() < count && ends.isPresent()) {
      seats.release(ends.get());
      ends = seats.next();
      ends.ifPresent(order::add);
    }
    return order;
  }

  private static Demand demand(String tenant) {
    return new Demand(tenant, "process", "local", 1);
  }

  private static ExecutionRef ref(int number) {
    return ExecutionRef.derive("t", "r" + number);
  }
}
