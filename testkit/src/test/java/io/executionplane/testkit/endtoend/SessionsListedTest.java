package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.node.ExecutionPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of sessions, whose result has a form of its own. */
class SessionsListedTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void saysHowASessionEnded() throws Exception {
    var ref = ended("exit 3").text();

    assertThat(ep("list")).containsPattern(ref + " +failed +exit 3");
    assertThat(ep("show", ref)).contains("exit 3");
    assertThat(ep("logs", ref)).isEmpty();
  }

  private ExecutionRef ended(String script) throws Exception {
    var command = ProcessRun.CONTRACT.encodeObject(ProcessRun.of("/bin/sh", "-c", script));
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessSession.OPERATION, command)
            .accepting("local-process-weak");
    try (var plane = ExecutionPlane.builder().dataDirectory(directory.resolve("data")).start()) {
      var client = plane.client();
      var ref = get(client.submit(plane.granted(client.identified(wish), "user:test"))).ref();
      get(client.awaitResult(ref, WITHIN));
      return ref;
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  private String ep(String... words) {
    var environment = Map.of("EP_DATA", directory.resolve("data").toString());
    return ForkedCommand.run(directory, environment, words).out();
  }
}
