package io.executionplane.testkit.http;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
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
}
