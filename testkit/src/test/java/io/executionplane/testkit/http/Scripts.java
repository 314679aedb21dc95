package io.executionplane.testkit.http;

import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import java.util.Map;
import java.util.Optional;

/** Commands to be run. */
final class Scripts {

  private Scripts() {}

  static ProcessRun shell(String script) {
    return ProcessRun.of("/bin/sh", "-c", script);
  }

  /** The same, reading what is handed in while it runs. */
  static ProcessRun openShell(String script) {
    var run = shell(script);
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        Optional.of(StdinMode.OPEN),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs());
  }

  /** In a terminal of its own. */
  static ProcessRun terminalShell(String script) {
    var run = openShell(script);
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
        Optional.empty(),
        Optional.of(new ProcessPty(80, 24, Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }
}
