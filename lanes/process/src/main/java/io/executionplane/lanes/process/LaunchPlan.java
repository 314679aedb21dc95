package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.lanes.process.posix.ExecutablePath;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns an order into exactly what is to be started: every name resolved, nothing left open. */
final class LaunchPlan {

  private LaunchPlan() {}

  /**
   * Looks at the file system, so call it where that may take a moment.
   *
   * @param ours the node's own environment
   * @throws SpawnFailed when the command cannot be found or may not be run
   */
  static SpawnRequest of(ProcessRun run, String defaultDirectory, Map<String, String> ours)
      throws SpawnFailed {
    var environment = ChildEnvironment.of(run.env(), ours);
    var directory = run.cwd().orElse(defaultDirectory);
    var executable = ExecutablePath.resolve(run.command(), environment.get("PATH"), directory);
    return new SpawnRequest(
        executable,
        arguments(run),
        ChildEnvironment.entries(environment),
        directory,
        run.stdin().isPresent() ? Stdin.PIPE : Stdin.EMPTY,
        run.stderr().orElse(StderrMode.SEPARATE) == StderrMode.STDOUT
            ? Stderr.TO_STDOUT
            : Stderr.SEPARATE);
  }

  /** The command as it was given is its own first argument, as in a shell. */
  private static List<String> arguments(ProcessRun run) {
    var arguments = new ArrayList<String>();
    arguments.add(run.command());
    arguments.addAll(run.argv());
    return arguments;
  }
}
