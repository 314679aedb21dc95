package io.executionplane.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTest {

  private static final Path README = Path.of("../README.md");
  private static final Path THIS_FILE =
      Path.of("src/test/java/io/executionplane/testkit/docs/EmbeddingTest.java");

  @Test
  void runsWhatTheReadmeShows(@TempDir Path directory) {
    assertThat(hello(directory).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    assertThat(Files.readString(README)).contains(String.join("\n", snippet()));
  }

  private static ExecutionResult hello(Path directory) {
    // snippet: embedding
    var command = ProcessRun.of("echo", "hello");
    var wish =
        AdmissionRequest.of("process", "run", ProcessRun.CONTRACT.encodeObject(command))
            .accepting(AttestationClass.LOCAL_PROCESS_WEAK);

    try (var plane = ExecutionPlane.builder().dataDirectory(directory).start()) {
      var request = plane.granted(wish, "service:demo");
      var reply = plane.client().submit(request).toCompletableFuture().join();
      var end = plane.client().awaitResult(reply.ref(), Duration.ofMinutes(1));
      return end.toCompletableFuture().join();
    }
    // end
  }

  private static List<String> snippet() throws IOException {
    return Files.readAllLines(THIS_FILE).stream()
        .dropWhile(line -> !line.strip().equals("// snippet: embedding"))
        .skip(1)
        .takeWhile(line -> !line.strip().equals("// end"))
        .map(line -> line.isEmpty() ? line : line.substring(4))
        .collect(Collectors.toList());
  }
}
