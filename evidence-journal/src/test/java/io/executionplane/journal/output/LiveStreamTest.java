package io.executionplane.journal.output;

import static io.executionplane.journal.output.RecorderFixture.REF;
import static io.executionplane.journal.output.RecorderFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.output.LiveStream.Look;
import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Wakeups;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStreamTest {

  private static final CapturePolicy TEN_AND_TEN = CapturePolicy.full(20);

  private static ActorSystem system;

  @TempDir private Path spoolDirectory;
  private final Wakeups wakeups = new Wakeups();
  private final LiveStreams streams = new LiveStreams(wakeups, 0);
  private RecorderFixture fixture;

  @BeforeAll
  static void startSystem() {
    system = ActorSystem.create("live");
  }

  @AfterAll
  static void stopSystem() {
    TestKit.shutdownActorSystem(system);
  }

  @BeforeEach
  void freshFixture() {
    fixture = new RecorderFixture(system, spoolDirectory);
  }

  @Test
  void showsNothingBeforeItIsDurable() throws Exception {
    var store = MemoryStore.holding();
    var steps = fixture.steps(fixture.followed(store, TEN_AND_TEN, streams));
    steps.send("first");
    var call = store.next();
    assertThat(look(0)).isInstanceOf(Look.Nothing.class);

    call.succeed();
    steps.awaitNext();

    assertThat(look(0)).isInstanceOf(Look.Stored.class);
    assertThat(look(5)).isInstanceOf(Look.Nothing.class);
  }

  @Test
  void showsWhatIsOnlyInTheSpoolFileAndWhereItBegins() throws Exception {
    var steps = fixture.steps(fixture.followed(MemoryStore.prompt(), TEN_AND_TEN, streams));
    for (var each : List.of("0123456789", "abcdefghij", "ABCDE")) {
      steps.send(each);
      steps.awaitNext();
    }

    assertThat(look(9)).isInstanceOf(Look.Stored.class);
    assertThat(text(look(20))).isEqualTo("ABCDE");
    assertThat(text(look(10))).isEqualTo("fghijABCDE");
    assertThat(((Look.Passed) look(10)).pieces().get(0).offset()).isEqualTo(15);
  }

  @Test
  void wakesWhoeverWaitsForMoreAndForTheEnd() throws Exception {
    var steps = fixture.steps(fixture.followed(MemoryStore.prompt(), TEN_AND_TEN, streams));
    var more = wakeups.await(List.of(Topic.of(REF, STREAM)), Runnable::run);
    steps.send("more");
    more.woken().toCompletableFuture().get(10, TimeUnit.SECONDS);
    var end = wakeups.await(List.of(Topic.of(REF, STREAM)), Runnable::run);

    steps.in().complete();

    end.woken().toCompletableFuture().get(10, TimeUnit.SECONDS);
    steps.awaitRecord();
    assertThat(streams.find(REF, STREAM)).isEmpty();
  }

  private Look look(long offset) throws Exception {
    return streams.find(REF, STREAM).orElseThrow().look(offset, 1_000);
  }

  private static String text(Look look) {
    var text = new StringBuilder();
    ((Look.Passed) look).pieces().forEach(piece -> text.append(piece.bytes().utf8String()));
    return text.toString();
  }
}
