package io.executionplane.testkit.endtoend;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.testkit.os.MarkedProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands whose processes can be found again.
 *
 * @param mark what all of them carry in their environment
 * @param directory where they run
 */
record Commands(MarkedProcesses mark, Path directory) {

  static Commands in(Path directory) {
    return new Commands(MarkedProcesses.fresh(), directory);
  }

  ProcessRun shell(String script, String... arguments) {
    var argv = new ArrayList<>(List.of("-c", script, "sh"));
    argv.addAll(List.of(arguments));
    return run("/bin/sh", argv);
  }

  ProcessRun run(String program, List<String> argv) {
    return new ProcessRun(
        program,
        argv,
        Optional.of(directory.toString()),
        Map.of(mark.name(), mark.value()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(200));
  }

  /** The same, reading what is handed in while it runs. */
  static ProcessRun withOpenInput(ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        Optional.of(StdinMode.OPEN),
        Optional.empty(),
        run.stderr(),
        run.graceMs());
  }

  /** Appends a line to a file of the directory: an effect that can be counted afterwards. */
  ProcessRun appending(String file) {
    return shell("echo done >> " + file);
  }
}
