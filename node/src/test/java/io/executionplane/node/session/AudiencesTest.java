package io.executionplane.node.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AudiencesTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final ExecutionRef REF = ExecutionRef.derive("tenant", "request");

  private final Audiences audiences = new Audiences();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void countsHowLongNobodyReadsFromTheBeginning() {
    audiences.begin(REF);

    Awaitility.await().until(() -> audiences.emptyFor(REF).compareTo(Duration.ofMillis(5)) > 0);
  }

  @Test
  void countsNothingWhileSomebodyReadsAndAnewFromTheLastWhoLeaves() throws Exception {
    audiences.begin(REF);
    Awaitility.await().until(() -> audiences.emptyFor(REF).compareTo(Duration.ofMillis(50)) > 0);
    var one = new Reader();
    var other = new Reader();
    Awaitility.await().until(() -> audiences.emptyFor(REF).isZero());

    one.leave();
    assertThat(audiences.emptyFor(REF)).isZero();
    var before = System.nanoTime();
    other.leave();

    Awaitility.await().until(() -> !audiences.emptyFor(REF).isZero());
    assertThat(audiences.emptyFor(REF)).isLessThan(Duration.ofNanos(System.nanoTime() - before));
  }

  @Test
  void knowsAReaderWhoCameBeforeTheEffectBegan() {
    var early = new Reader();
    Awaitility.await().until(() -> audiences.size() == 1);

    audiences.begin(REF);

    assertThat(audiences.emptyFor(REF)).isZero();
    assertThat(early.left).isNotDone();
  }

  @Test
  void keepsNothingOnceTheEffectIsOverAndEveryReaderHasLeft() throws Exception {
    var reader = new Reader();
    Awaitility.await().until(() -> audiences.size() == 1);
    audiences.begin(REF);
    audiences.end(REF);
    assertThat(audiences.size()).isEqualTo(1);

    reader.leave();

    Awaitility.await().until(() -> audiences.size() == 0);
  }

  @Test
  void keepsNothingOfAnEffectThatNobodyRead() {
    audiences.begin(REF);
    audiences.end(REF);

    assertThat(audiences.size()).isZero();
    assertThat(audiences.emptyFor(REF)).isZero();
  }

  /** Reads until it leaves. */
  private final class Reader {

    private final CompletableFuture<Boolean> leaving = new CompletableFuture<>();
    private final CompletionStage<Done> over =
        Source.completionStage(leaving)
            .via(audiences.readers(REF))
            .toMat(Sink.ignore(), Keep.right())
            .run(KIT.system());
    private final CompletableFuture<Done> left = over.toCompletableFuture();

    void leave() throws Exception {
      leaving.complete(true);
      left.get(10, TimeUnit.SECONDS);
    }
  }
}
