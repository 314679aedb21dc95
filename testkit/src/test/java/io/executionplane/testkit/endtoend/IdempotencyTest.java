package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.execution.SubmitReply.KeyReused;
import io.executionplane.node.execution.SubmitReply.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same key is the same execution, and an execution is launched at most once. */
@Tag("store")
class IdempotencyTest {

  private static final int AT_ONCE = 200;

  @TempDir private Path directory;

  private TestPlane plane;
  private Commands commands;

  @BeforeEach
  void start() {
    plane = TestPlane.in(directory.resolve("data"));
    commands = Commands.in(directory);
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  @Test
  void launchesOnceHoweverManySubmitTheSameKeyAtOnce() throws Exception {
    var request = plane.request(commands.appending("effect"));

    var replies = submitAtOnce(request);
    var ref = plane.client().refOf(request);
    plane.result(ref);

    assertThat(replies).extracting(SubmitReply::ref).containsOnly(ref);
    assertThat(replies).allSatisfy(reply -> assertThat(reply).isInstanceOf(Receipt.class));
    assertThat(effects()).hasSize(1);
    assertThat(plane.eventTypes(ref)).containsOnlyOnce("execution.started", "execution.completed");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void leadsARetryToTheExecutionThatIsOver() throws IOException {
    var request = plane.request(commands.appending("effect"));
    var first = plane.result(plane.admitted(request));

    var again = (Receipt) plane.submit(request);

    assertThat(again.replayed()).isTrue();
    assertThat(plane.result(again.ref())).isEqualTo(first);
    assertThat(effects()).hasSize(1);
  }

  @Test
  void leadsARetryWithARenewedGrantToTheSameExecution() throws IOException {
    var wish = plane.wish(commands.appending("effect"));
    plane.result(plane.admitted(plane.granted(wish)));

    var again = plane.submit(plane.granted(wish));

    assertThat(((Receipt) again).replayed()).isTrue();
    assertThat(effects()).hasSize(1);
  }

  @Test
  void leadsARetryAfterARestartToTheSameExecution() throws IOException {
    var request = plane.request(commands.appending("effect"));
    var first = plane.result(plane.admitted(request));
    plane.close();
    plane = TestPlane.in(directory.resolve("data"));

    var again = (Receipt) plane.submit(request);

    assertThat(again.replayed()).isTrue();
    assertThat(plane.result(again.ref())).isEqualTo(first);
    assertThat(effects()).hasSize(1);
  }

  @Test
  void refusesTheSameKeyForAnotherCommand() {
    var id = UUID.randomUUID().toString();
    var first = plane.wish(commands.appending("effect")).withRequestId(id);
    var other = plane.wish(commands.appending("other")).withRequestId(id);
    plane.result(plane.admitted(plane.granted(first)));

    var reply = plane.submit(plane.granted(other));

    assertThat(reply).isInstanceOf(KeyReused.class);
    assertThat(directory.resolve("other")).doesNotExist();
  }

  private List<SubmitReply> submitAtOnce(AdmissionRequest request) throws InterruptedException {
    var go = new CountDownLatch(1);
    var replies = new ArrayList<CompletionStage<SubmitReply>>();
    var threads = Executors.newFixedThreadPool(8);
    for (var i = 0; i < AT_ONCE; i++) {
      replies.add(
          CompletableFuture.supplyAsync(() -> awaitThen(go, request), threads)
              .thenCompose(stage -> stage));
    }
    go.countDown();
    var all = replies.stream().map(TestPlane::<SubmitReply>await).toList();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    return all;
  }

  private CompletionStage<SubmitReply> awaitThen(CountDownLatch go, AdmissionRequest request) {
    try {
      assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return plane.client().submit(request);
  }

  private List<String> effects() throws IOException {
    return Files.readAllLines(directory.resolve("effect"));
  }
}
