package io.executionplane.testkit.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.RuntimeClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.javadsl.Sink;

/** A node for the acceptance tests, with every wait bounded. */
record RunningPlane(ExecutionPlane plane) implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  RuntimeClient client() {
    return plane.client();
  }

  /** A request to run a script of the shell, with open input. */
  AdmissionRequest request(String script) {
    var run =
        new ProcessRun(
            "/bin/sh",
            List.of("-c", script),
            Optional.empty(),
            Map.of(),
            Optional.of(StdinMode.OPEN),
            Optional.empty(),
            Optional.empty(),
            Optional.of(200));
    var payload = ProcessRun.CONTRACT.encodeObject(run);
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, payload)
            .accepting("local-process-weak");
    return plane.granted(client().identified(wish), "user:test");
  }

  /** Runs a script up to the point where the record says that it was launched. */
  ExecutionRef begun(String script) {
    var ref = get(client().submit(request(script))).ref();
    eventually(() -> payloads(ref, EvidencePayload.LaneFactObserved.class).size() > 0);
    return ref;
  }

  <P extends EvidencePayload> List<P> payloads(ExecutionRef ref, Class<P> type) {
    return get(
        client()
            .events(ref)
            .map(recorded -> recorded.event().payload())
            .filter(type::isInstance)
            .map(type::cast)
            .runWith(Sink.seq(), plane.system()));
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(WITHIN.toSeconds(), SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  static void eventually(Callable<Boolean> condition) {
    await().pollInterval(Duration.ofMillis(10)).atMost(WITHIN).until(condition);
  }

  @Override
  public void close() {
    plane.close();
  }
}
