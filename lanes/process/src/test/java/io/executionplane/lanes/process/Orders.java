package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.ProcessInterrupt;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessShutdown;
import java.util.Map;
import java.util.Optional;

/** Commands with what the short constructor has no place for. */
final class Orders {

  private Orders() {}

  static ProcessRun inTerminal(ProcessRun run) {
    return inTerminal(new ProcessPty(80, 24, Optional.empty()), run);
  }

  static ProcessRun inTerminal(ProcessPty pty, ProcessRun run) {
    return with(run, Optional.of(pty), run.interrupt(), run.shutdown());
  }

  static ProcessRun interruptedBy(ProcessInterrupt interrupt, ProcessRun run) {
    return with(run, run.pty(), Optional.of(interrupt), run.shutdown());
  }

  static ProcessRun endedBy(ProcessShutdown shutdown, ProcessRun run) {
    return with(run, run.pty(), run.interrupt(), Optional.of(shutdown));
  }

  static ProcessRun as(String user, ProcessRun run) {
    return with(run, Optional.of(user), run.pty(), run.interrupt(), run.shutdown());
  }

  private static ProcessRun with(
      ProcessRun run,
      Optional<ProcessPty> pty,
      Optional<ProcessInterrupt> interrupt,
      Optional<ProcessShutdown> shutdown) {
    return with(run, run.user(), pty, interrupt, shutdown);
  }

  private static ProcessRun with(
      ProcessRun run,
      Optional<String> user,
      Optional<ProcessPty> pty,
      Optional<ProcessInterrupt> interrupt,
      Optional<ProcessShutdown> shutdown) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs(),
        Map.of(),
        user,
        pty,
        interrupt,
        shutdown);
  }
}
