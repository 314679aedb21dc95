package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.RejectionReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that asks a policy service over HTTP. */
class PolicyServiceTest {

  /** No compact JWS, so it is not the signed grants' to judge. */
  private static final AuthorityRef SESSION = new AuthorityRef("session of ada");

  private static final String YES = "{\"result\":{\"allow\":true,\"subject\":\"user:ada\"}}";
  private static final String NO = "{\"result\":{\"allow\":false,\"reason\":\"not at night\"}}";

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String answer = YES;

  @TempDir private Path directory;
  private HttpServer service;
  private TestPlane plane;
  private Commands commands;

  @BeforeEach
  void start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    service = HttpServer.create(address, 0);
    service.createContext("/", this::serve);
    service.setExecutor(threads);
    service.start();
    commands = Commands.in(directory);
  }

  @AfterEach
  void stop() {
    mayAnswer.countDown();
    plane.close();
    service.stop(0);
    threads.shutdown();
  }

  @Test
  void runsWhatTheServiceAllowsAndSaysOnWhoseBehalf() {
    open("30 seconds");
    mayAnswer.countDown();

    var ref = plane.admitted(wish().withAuthority(SESSION));

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(TestPlane.await(plane.client().describe(ref)).authority().orElseThrow().subject())
        .contains("user:ada");
  }

  @Test
  void refusesWhatTheServiceDoesNotAllowForItsReason() {
    open("30 seconds");
    answer = NO;
    mayAnswer.countDown();

    var rejection =
        plane.result(plane.submit(wish().withAuthority(SESSION)).ref()).rejection().orElseThrow();

    assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_REJECTED);
    assertThat(rejection.code()).contains("policy_denied");
    assertThat(rejection.message()).isEqualTo("not at night");
  }

  @Test
  void aSlowServiceDelaysOnlyTheRequestsThatNeedIt() {
    open("50 seconds");
    var slow =
        IntStream.range(0, 8)
            .mapToObj(i -> plane.client().submit(wish().withAuthority(SESSION)))
            .toList();
    Eventually.holds("the service was asked", () -> asked.get() == slow.size());

    for (var i = 0; i < 20; i++) {
      plane.result(plane.admitted(plane.granted(wish())));
    }
    assertThat(slow).noneMatch(reply -> reply.toCompletableFuture().isDone());

    mayAnswer.countDown();
    for (var reply : slow) {
      assertThat(plane.result(TestPlane.await(reply).ref()).status())
          .isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  void refusesWhenTheServiceTakesTooLong() {
    open("300 milliseconds");

    var rejection =
        plane.result(plane.submit(wish().withAuthority(SESSION)).ref()).rejection().orElseThrow();

    assertThat(rejection.reason()).isEqualTo(RejectionReason.AUTHORITY_VERIFIER_TIMEOUT);
  }

  private void open(String answerWithin) {
    plane =
        TestPlane.in(
            directory.resolve("data"),
            ConfigFactory.parseString(
                """
                execution-plane {
                  node { facts-within = 55 seconds, ask-timeout = 58 seconds }
                  authority {
                    answer-within = 54 seconds
                    http {
                      url = "http://127.0.0.1:%d/v1/data/plane"
                      answer-within = %s
                    }
                  }
                }
                """
                    .formatted(service.getAddress().getPort(), answerWithin)));
  }

  private AdmissionRequest wish() {
    return plane.wish(commands.shell("true"));
  }

  private void serve(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    asked.incrementAndGet();
    try {
      mayAnswer.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    var body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
