package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The process lane keeps every promise in a terminal too. */
class ProcessPtyConformanceTest extends ProcessLaneConformanceTest {

  @Override
  public Situation quickSuccess() {
    return putting(shell("echo one; echo two >&2; echo three"), "one\ntwo\nthree\n", "");
  }

  /** What the lane can end is what is in the session; a terminal that hangs up is no help here. */
  @Override
  public Situation deaf() {
    return putting(
        shell("trap '' TERM HUP; echo begun; while :; do sleep 600; done"), "begun\n", "");
  }

  /** A terminal gives back a line when it is complete, and takes some bytes for orders. */
  @Override
  public Optional<Echo> echo() {
    return Optional.empty();
  }

  @Override
  protected ProcessRun placed(ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs(),
        run.envHandles(),
        run.user(),
        Optional.of(new ProcessPty(80, 24, Optional.empty())),
        run.interrupt(),
        run.shutdown());
  }

  @Override
  protected Map<StreamName, ByteString> put(String stdout, String stderr) {
    var both = (stdout + stderr).replace("\n", "\r\n");
    return Map.of(StreamName.PTY, ByteString.fromString(both));
  }
}
