package io.executionplane.journal.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.journal.follow.JournalPosition;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource
class SinkFeedersTest extends StoreOfSinks {

  private final ScriptedSink healthy = new ScriptedSink("healthy");

  @Test
  void feedsOneSinkWhileAnotherHangs() throws SQLException, InterruptedException {
    var entered = new CountDownLatch(1);
    var arrived = new CountDownLatch(1);
    var hanging = hanging(entered);
    healthy.then(
        batch -> {
          var took = healthy.take(batch);
          arrived.countDown();
          return took;
        });
    var history = History.running("request-1");
    write(history);

    try (var feeders = start(List.of(hanging, healthy), SETTINGS)) {
      entered.await();
      arrived.await();

      assertThat(healthy.taken()).containsExactlyElementsOf(history.events());
      assertThat(feeders.statuses())
          .filteredOn(status -> status.sinkId().equals("hanging"))
          .singleElement()
          .satisfies(status -> assertThat(status.lagEvents()).isEqualTo(3));
    }
  }

  @Test
  void deliversWhatIsThereBeforeItStops() throws SQLException {
    var history = History.running("request-1").and(Payloads.completed());
    var feeders = start(List.of(healthy), sleepy(Duration.ofSeconds(30)));
    write(history);

    feeders.close();

    assertThat(healthy.taken()).containsExactlyElementsOf(history.events());
    assertThat(healthy.isClosed()).isTrue();
  }

  @Test
  void stopsAlthoughASinkDoesNotReturn() throws SQLException, InterruptedException {
    var entered = new CountDownLatch(1);
    write(History.running("request-1"));
    var feeders = start(List.of(hanging(entered)), sleepy(Duration.ofMillis(50)));
    entered.await();

    feeders.close();

    assertThat(threadsCalled("sink-hanging")).isEmpty();
    assertThat(position("hanging")).isEqualTo(JournalPosition.START);
  }

  @Test
  void refusesTwoSinksOfOneName() {
    assertThatThrownBy(() -> start(List.of(healthy, new ScriptedSink("healthy")), SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two sinks are called healthy");
  }

  @Test
  void refusesANameThatIsNone() {
    for (var name : List.of("", "Sink", "a b", "a_b", "x".repeat(65))) {
      assertThatThrownBy(() -> start(List.of(new ScriptedSink(name)), SETTINGS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a sink's id has lower-case letters");
    }
  }

  // --- Steps

  private SinkFeeders start(List<ScriptedSink> sinks, SinkSettings settings) {
    return SinkFeeders.start(sinks, store, settings, Clock.systemUTC());
  }

  private static ScriptedSink hanging(CountDownLatch entered) {
    return new ScriptedSink("hanging")
        .then(
            batch -> {
              entered.countDown();
              return new CompletableFuture<>();
            });
  }

  /** Looks once a minute, so that whatever happens sooner happens because it stops. */
  private static SinkSettings sleepy(Duration closeWithin) {
    return new SinkSettings(
        4,
        16 * 1024,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofMillis(1),
        Duration.ofMillis(8),
        closeWithin);
  }

  private static List<Thread> threadsCalled(String name) throws InterruptedException {
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      }
    }
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }
}
