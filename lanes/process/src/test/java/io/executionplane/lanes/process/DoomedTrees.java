package io.executionplane.lanes.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.executionplane.contracts.execution.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A JVM of its own with trees of commands at work, to be killed by a test. */
final class DoomedTrees {

  private static final Duration PATIENT = Duration.ofSeconds(20);

  private DoomedTrees() {}

  /**
   * Starts it.
   *
   * @param target where the trees grow
   * @param mark what their processes have in their environment, {@code NAME=value}
   * @param scripts one for each tree, which writes something when it is ready
   */
  static Process start(String target, String mark, List<String> scripts) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedTrees.class.getName(),
                target));
    command.addAll(scripts);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("EP_DOOMED", mark);
    return builder.start();
  }

  /** Says {@code grown} when all trees are, and never returns by itself. */
  public static void main(String[] arguments) {
    var mark = System.getenv("EP_DOOMED").split("=", 2);
    try (var bench = new LaneBench(LaneBench.settings(PATIENT, "auto"))) {
      Arrays.stream(arguments)
          .skip(1)
          .map(script -> LaneBench.with(LaneBench.shell(script), Map.of(mark[0], mark[1])))
          .map(
              run -> {
                var streams = new RecordedStreams();
                var ready = streams.firstChunk(StreamName.STDOUT);
                var running = bench.startAt(arguments[0], run, streams);
                running.launched();
                LaneBench.await(ready);
                return running;
              })
          .toList()
          .forEach(
              running -> {
                System.out.println("grown");
                running.toTheEnd();
              });
    }
  }

  /** Every process of the machine that carries a mark, ended ones excepted. */
  static List<Long> alive(String mark) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> isMarked(pid, mark))
        .toList();
  }

  private static boolean isMarked(long pid, String mark) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), ISO_8859_1)
          .contains(mark);
    } catch (IOException gone) {
      return false;
    }
  }
}
