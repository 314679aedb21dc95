package io.executionplane.lanes.process;

import static io.executionplane.contracts.lane.process.ProcessPty.TERM_DEFAULT;

import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.lanes.process.posix.ExecutablePath;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import io.executionplane.lanes.process.posix.WindowSize;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns an order into exactly what is to be started: every name resolved, nothing left open. */
final class LaunchPlan {

  private static final String TERM = "TERM";

  private LaunchPlan() {}

  /**
   * Looks at the file system, so call it where that may take a moment.
   *
   * @param ours the node's own environment
   * @throws SpawnFailed when the command cannot be found or may not be run
   */
  static SpawnRequest of(
      LaneOrder<ProcessRun> order, String defaultDirectory, Map<String, String> ours)
      throws SpawnFailed {
    var run = order.payload();
    var environment = ChildEnvironment.of(run.env(), ours);
    run.pty().ifPresent(pty -> nameTerminal(pty, run, environment));
    run.envHandles().forEach((name, handle) -> environment.put(name, secret(order, handle)));
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
            : Stderr.SEPARATE,
        run.pty().map(pty -> new WindowSize(pty.cols(), pty.rows())),
        Optional.empty());
  }

  /** A terminal that is not named goes by the name that the command's own environment declares. */
  private static void nameTerminal(
      ProcessPty pty, ProcessRun run, Map<String, String> environment) {
    pty.term()
        .or(() -> run.env().containsKey(TERM) ? Optional.empty() : Optional.of(TERM_DEFAULT))
        .ifPresent(term -> environment.put(TERM, term));
  }

  /** Without its credentials a command is not started at all. */
  private static String secret(LaneOrder<ProcessRun> order, String handle) {
    var secret = order.secrets().get(new CredentialHandle(handle));
    if (secret == null) {
      throw new IllegalArgumentException("the order lacks the value of " + handle);
    }
    return secret.reveal();
  }

  /** The command as it was given is its own first argument, as in a shell. */
  private static List<String> arguments(ProcessRun run) {
    var arguments = new ArrayList<String>();
    arguments.add(run.command());
    arguments.addAll(run.argv());
    return arguments;
  }
}
