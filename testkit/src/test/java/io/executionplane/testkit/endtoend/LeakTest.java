package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.testkit.lane.OpenResources;
import io.executionplane.testkit.os.OwnChildren;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand executions leave nothing behind but their record. */
@Tag("store")
class LeakTest {

  private static final int EXECUTIONS = 1_000;
  private static final int AT_ONCE = 16;

  /** What pools may still open after a warm-up. A leak of one in twenty executions is found. */
  private static final int GROWTH_MAX = 40;

  @TempDir private Path directory;

  @Test
  void returnsToWhereItWasAfterAThousandExecutions() throws IOException {
    try (var plane = TestPlane.in(directory.resolve("data"))) {
      var commands = Commands.in(directory);
      run(plane, commands, 100);
      var before = OpenResources.now();
      var filesBefore = files();

      var results = run(plane, commands, EXECUTIONS);

      assertThat(results).hasSize(EXECUTIONS);
      assertThat(results)
          .filteredOn(result -> result.status() != ExecutionStatus.SUCCEEDED)
          .isEmpty();
      assertThat(commands.mark().alive()).isEmpty();
      assertThat(OwnChildren.zombies()).isEmpty();
      assertThat(files()).isEqualTo(filesBefore);
      Eventually.holds(
          "no more threads and descriptors than " + before,
          () -> OpenResources.now().isAtMost(before, GROWTH_MAX));
    }
  }

  @Test
  void leavesNeitherThreadNorDescriptorWhenItIsClosed() {
    startAndStop();
    var before = OpenResources.now();

    for (var i = 0; i < 10; i++) {
      startAndStop();
    }

    Eventually.holds(
        "no more threads and descriptors than " + before,
        () -> OpenResources.now().isAtMost(before, 5));
  }

  private void startAndStop() {
    try (var plane = TestPlane.in(directory.resolve("data"))) {
      plane.run(Commands.in(directory).shell("exit 0"));
    }
  }

  private static List<ExecutionResult> run(TestPlane plane, Commands commands, int times) {
    return TestPlane.await(
        Source.range(1, times)
            .mapAsyncUnordered(AT_ONCE, i -> runOne(plane, commands))
            .runWith(Sink.seq(), plane.plane().system()));
  }

  private static CompletionStage<ExecutionResult> runOne(TestPlane plane, Commands commands) {
    return plane
        .client()
        .submit(plane.request(commands.run("/bin/true", List.of())))
        .thenApply(SubmitReply::ref)
        .thenCompose(ref -> plane.client().awaitResult(ref, TestPlane.WITHIN));
  }

  /** But for the next mark or checkpoint, which may be on its way into the place of the last. */
  private List<Path> files() throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(file -> !file.toString().endsWith(".next")).sorted().toList();
    }
  }
}
