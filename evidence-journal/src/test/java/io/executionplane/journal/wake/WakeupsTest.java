package io.executionplane.journal.wake;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WakeupsTest {

  private static final ExecutionRef REF = ExecutionRef.derive("default", "wakeups");
  private static final Topic EVENTS = Topic.events(REF);
  private static final Topic STDOUT = Topic.of(REF, StreamName.STDOUT);

  private final Wakeups wakeups = new Wakeups();
  private final List<Runnable> woken = new ArrayList<>();

  @Test
  void wakesEverybodyWhoWaitsAndNobodyElse() {
    var one = wakeups.await(List.of(EVENTS), Runnable::run);
    var both = wakeups.await(List.of(STDOUT, EVENTS), Runnable::run);
    var other = wakeups.await(List.of(STDOUT), Runnable::run);

    wakeups.ring(EVENTS);

    assertThat(one.woken()).isCompleted();
    assertThat(both.woken()).isCompleted();
    assertThat(other.woken()).isNotDone();
  }

  @Test
  void keepsNobodyWhoWasWokenOrWentAway() {
    wakeups.await(List.of(STDOUT, EVENTS), Runnable::run);
    wakeups.ring(EVENTS);
    var gone = wakeups.await(List.of(STDOUT, EVENTS), Runnable::run);

    gone.close();

    assertThat(wakeups.size()).isZero();
  }

  @Test
  void runsNothingInTheThreadOfWhoeverRings() {
    var waiter = wakeups.await(List.of(EVENTS), woken::add);

    wakeups.ring(EVENTS);

    assertThat(waiter.woken()).isNotDone();
    woken.forEach(Runnable::run);
    assertThat(waiter.woken()).isCompleted();
  }

  @Test
  void tellsWhoeverWaitsOrBeginsToThatNothingWillHappen() {
    var before = wakeups.await(List.of(EVENTS), Runnable::run);

    wakeups.close();

    var after = wakeups.await(List.of(EVENTS), Runnable::run);
    assertThat(before.woken()).isCompletedExceptionally();
    assertThat(after.woken()).isCompletedExceptionally();
    assertThat(wakeups.size()).isZero();
  }

  @Test
  void missesNobodyWhoWaitsBeforeHeLooks() throws InterruptedException {
    var rounds = 20_000;
    var there = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(2);

    threads.execute(
        () ->
            IntStream.rangeClosed(1, rounds)
                .forEach(
                    round -> {
                      there.set(round);
                      wakeups.ring(EVENTS);
                    }));
    threads.execute(() -> follow(there, rounds, threads));

    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Comes to the last round, or waits for ever. */
  private void follow(AtomicInteger there, int rounds, ExecutorService threads) {
    var seen = there.get();
    var waiter = wakeups.await(List.of(EVENTS), threads);
    if (seen == rounds) {
      waiter.close();
      threads.shutdown();
    } else if (there.get() > seen) {
      waiter.close();
      threads.execute(() -> follow(there, rounds, threads));
    } else {
      waiter.woken().thenRun(() -> follow(there, rounds, threads));
    }
  }
}
