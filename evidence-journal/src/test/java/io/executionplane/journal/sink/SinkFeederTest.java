package io.executionplane.journal.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.follow.Gaps;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class SinkFeederTest extends StoreOfSinks {

  private static final SinkSettings IMPATIENT =
      new SinkSettings(
          4,
          16 * 1024,
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(1),
          Duration.ofMillis(8),
          Duration.ofMillis(20));

  private final ScriptedSink sink = new ScriptedSink("elsewhere");

  @Test
  void deliversEveryEventOnceAndInOrder() throws SQLException {
    var one = History.running("request-1").and(Payloads.completed());
    var two = History.running("request-2").and(Payloads.lost());
    write(one, two);

    var feeder = feeder(sink);
    feedAll(feeder);

    var all = new ArrayList<>(one.events());
    all.addAll(two.events());
    assertThat(sink.taken()).containsExactlyElementsOf(all);
    assertThat(feeder.status().delivered()).isEqualTo(all.size());
  }

  @Test
  void deliversWhatIsWrittenLater() throws SQLException {
    var feeder = feeder(sink);
    feedAll(feeder);
    var history = History.running("request-1");

    write(history);
    feedAll(feeder);

    assertThat(sink.taken()).containsExactlyElementsOf(history.events());
  }

  @Test
  void goesOnWhereAnEarlierNodeStopped() throws SQLException {
    write(History.running("request-1"));
    feedAll(feeder(sink));
    var later = History.running("request-2");
    write(later);

    var second = new ScriptedSink(sink.sinkId());
    feedAll(feeder(second));

    assertThat(second.taken()).containsExactlyElementsOf(later.events());
  }

  @Test
  void tellsANewSinkEverything() throws SQLException {
    var history = History.running("request-1");
    write(history);
    feedAll(feeder(sink));

    var other = new ScriptedSink("another");
    feedAll(feeder(other));

    assertThat(other.taken()).containsExactlyElementsOf(history.events());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void losesNothingWhateverFails(long seed) throws SQLException {
    var random = new Random(seed);
    var histories = new ArrayList<History>();
    for (var i = 0; i < 20; i++) {
      histories.add(History.running("request-" + i).and(Payloads.completed()));
      write(histories.get(i));
    }
    for (var i = 0; i < 60; i++) {
      scriptFailure(random.nextInt(4));
    }

    var feeder = feeder(sink);
    for (var restarts = 0; restarts < 10; restarts++) {
      feeder.step();
      feeder = feeder(sink); // As after a crash: only what is in the store is left.
    }
    feedAll(feeder);

    for (var history : histories) {
      var events = of(history, sink.taken());
      assertThat(new LinkedHashSet<>(events)).containsExactlyElementsOf(history.events());
    }
  }

  private void scriptFailure(int kind) {
    switch (kind) {
      case 0 -> sink.thenThrow(new IllegalStateException("refused"));
      case 1 -> sink.thenFail(new DeliveryFailedException("status 500"));
      case 2 -> sink.then(sink::take);
      default ->
          sink.then(
              batch -> {
                var ignored = sink.take(batch.subList(0, 1)); // Took some, and then fell over.
                return CompletableFuture.failedStage(new DeliveryFailedException("status 503"));
              });
    }
  }

  @Test
  void triesAgainWhatWasNotAnsweredInTime() throws SQLException {
    var history = History.running("request-1");
    write(history);
    var hanging = new CompletableFuture<Void>();
    sink.then(batch -> hanging);

    var feeder = feeder(sink, IMPATIENT);
    feeder.step();

    assertThat(feeder.status().lastError()).contains("no answer within 20 ms");
    assertThat(hanging).isCancelled();
    feedAll(feeder);
    assertThat(sink.taken()).containsExactlyElementsOf(history.events());
    assertThat(feeder.status().lastError()).isEmpty();
  }

  @Test
  void callsASinkThatDoesNotReturnOnlyOnce() throws SQLException, InterruptedException {
    var history = History.running("request-1");
    write(history);
    var released = new CountDownLatch(1);
    var returned = new CountDownLatch(1);
    sink.then(batch -> awaitThenFail(released, returned));

    var feeder = feeder(sink, IMPATIENT);
    for (var i = 0; i < 5; i++) {
      feeder.step();
    }

    assertThat(sink.calls()).isEqualTo(1);
    assertThat(feeder.status().failures()).isEqualTo(5);
    assertThat(feeder.status().lastError()).contains("an earlier delivery has not returned yet");
    released.countDown();
    returned.await();
    feedAll(feeder);
    assertThat(sink.taken()).containsExactlyElementsOf(history.events());
  }

  private static CompletableFuture<Void> awaitThenFail(
      CountDownLatch released, CountDownLatch returned) {
    try {
      released.await();
      return CompletableFuture.failedFuture(new IllegalStateException("too late"));
    } catch (InterruptedException interrupted) {
      throw new AssertionError("a sink is never interrupted", interrupted);
    } finally {
      returned.countDown();
    }
  }

  @Test
  void showsNothingOfAFailureThatMayQuoteAnEvent() throws SQLException {
    write(History.running("request-1"));
    sink.thenThrow(new IllegalStateException("cannot store hunter2"));

    var feeder = feeder(sink);
    feeder.step();

    assertThat(feeder.status().lastError())
        .contains("the sink failed: java.lang.IllegalStateException");
    assertThat(feeder.status().nextTryAt()).isPresent();
  }

  @Test
  void leavesASinkAloneAsLongAsItAsksButNotLonger() throws SQLException {
    write(History.running("request-1"));
    sink.thenFail(new DeliveryFailedException("status 503", Optional.of(Duration.ofMillis(5))));
    sink.thenFail(new DeliveryFailedException("status 503", Optional.of(Duration.ofDays(9))));

    var feeder = feeder(sink);

    assertThat(feeder.step().pause()).isEqualTo(Duration.ofMillis(5));
    assertThat(feeder.step().pause()).isEqualTo(SETTINGS.retryMax());
  }

  @Test
  void waitsLongerAfterEachFailureUpToALimit() throws SQLException {
    write(History.running("request-1"));
    for (var i = 0; i < 40; i++) {
      sink.thenThrow(new IllegalStateException());
    }
    var feeder = feeder(sink);

    var pauses = new ArrayList<Duration>();
    for (var i = 0; i < 40; i++) {
      pauses.add(feeder.step().pause());
    }

    for (var i = 0; i < 40; i++) {
      var full = Duration.ofMillis(Math.min(1L << Math.min(i, 10), 8));
      assertThat(pauses.get(i)).isBetween(full.dividedBy(2), full);
    }
  }

  @Test
  void holdsNoConnectionWhileASinkTakesItsTime() throws SQLException {
    write(History.running("request-1"));
    var quietInside = new AtomicReference<Boolean>();
    sink.then(
        batch -> {
          quietInside.set(store.isQuiet());
          return sink.take(batch);
        });

    feedAll(feeder(sink));

    assertThat(quietInside).hasValue(true);
  }

  @Test
  void passesByARowThatIsNoEventAndDeliversItOnceItIsMended() throws SQLException {
    var history = History.running("request-1");
    write(history);
    var good = execute("select event_payload from event_journal where ordering = 2");
    damage("{}".getBytes(StandardCharsets.UTF_8));

    var feeder = feeder(sink);
    feedAll(feeder);

    assertThat(sink.taken()).extracting(event -> event.event().seq()).containsExactly(1L, 3L);
    assertThat(feeder.status().unreadable()).isEqualTo(1);
    damage(good);
    feedAll(feeder);
    assertThat(sink.taken()).extracting(event -> event.event().seq()).containsExactly(1L, 3L, 2L);
    assertThat(feeder.status().unreadable()).isZero();
    assertThat(position(sink.sinkId()).gaps()).isEqualTo(Gaps.none());
  }

  private byte[] execute(String query) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getBytes(1);
    }
  }

  private void damage(byte[] payload) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement =
            connection.prepareStatement(
                "update event_journal set event_payload = ? where ordering = 2")) {
      statement.setBytes(1, payload);
      statement.executeUpdate();
    }
  }

  @Test
  void tellsNothingOfWhatIsNoExecution() throws SQLException {
    Rows.write(store.dataSource(), "other|1", 1, 0, 7, new byte[] {1});
    var history = History.running("request-1");
    write(history);

    feedAll(feeder(sink));

    assertThat(sink.taken()).containsExactlyElementsOf(history.events());
    assertThat(position(sink.sinkId()).gaps()).isEqualTo(Gaps.none());
  }

  @Test
  void deliversNoMoreBytesAtOnceThanAllowed() throws SQLException {
    var sizes = new ArrayList<Integer>();
    for (var i = 0; i < 60; i++) {
      sink.then(
          batch -> {
            sizes.add(batch.stream().mapToInt(event -> event.canonical().length).sum());
            return sink.take(batch);
          });
    }
    var history = History.running("request-1");
    for (var i = 0; i < 60; i++) {
      history = history.and(Payloads.cancelRequested("x".repeat(250)));
    }
    write(history);
    var wide =
        new SinkSettings(
            1000,
            16 * 1024,
            SETTINGS.pollEvery(),
            SETTINGS.deliverWithin(),
            SETTINGS.retryMin(),
            SETTINGS.retryMax(),
            SETTINGS.closeWithin());

    feedAll(feeder(sink, wide));

    assertThat(sink.taken()).containsExactlyElementsOf(history.events());
    assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size <= 16 * 1024);
  }
}
