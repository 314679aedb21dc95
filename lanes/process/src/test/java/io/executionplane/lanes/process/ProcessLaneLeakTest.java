package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProcessLaneLeakTest {

  @Test
  void leavesNoDescriptorThreadOrChildAfter1000Runs() {
    try (var bench = new LaneBench()) {
      runInTens(bench, 10);
      var descriptors = count("/proc/self/fd");
      var threads = count("/proc/self/task");

      runInTens(bench, 100);

      assertThat(settled(bench, descriptors)).isLessThanOrEqualTo(descriptors);
      assertThat(count("/proc/self/task") - threads).as("threads added").isLessThan(10);
      assertThat(ProcessHandle.current().children()).isEmpty();
    }
  }

  @Test
  void freesItsThreadsAndDescriptorsWhenClosed() {
    var bench = new LaneBench();
    var threads = List.of("execution-plane-processes", "execution-plane-launch-1");
    runInTens(bench, 1);
    assertThat(threadNames()).containsAll(threads);

    bench.close();

    assertThat(threadNames()).doesNotContainAnyElementsOf(threads);
  }

  /** The JVM opens a file of its own now and then; what stays open over many looks is a leak. */
  private static int settled(LaneBench bench, int expected) {
    var now = count("/proc/self/fd");
    for (int looks = 0; now > expected && looks < 20; looks++) {
      runInTens(bench, 1);
      now = count("/proc/self/fd");
    }
    return now;
  }

  private static void runInTens(LaneBench bench, int times) {
    for (int i = 0; i < times; i++) {
      var streams = new ArrayList<RecordedStreams>();
      var runs = new ArrayList<LaneBench.Running>();
      for (int j = 0; j < 10; j++) {
        streams.add(new RecordedStreams());
        runs.add(bench.start(shell("echo out; echo err >&2"), streams.get(j)));
      }
      runs.forEach(run -> assertThat(run.outcome().succeeded()).isTrue());
      streams.forEach(each -> assertThat(each.text(StreamName.STDERR)).isEqualTo("err\n"));
    }
  }

  private static List<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static int count(String directory) {
    return Objects.requireNonNull(new File(directory).list()).length;
  }
}
