package io.executionplane.lanes.process;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.cgroup.ResourceLimits;
import io.executionplane.lanes.process.posix.ProcessIdentity;
import io.executionplane.lanes.process.posix.ProcessTree;
import io.executionplane.lanes.process.posix.Reclaimed;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** This machine. Each command leads a session of its own, in a control group where there is one. */
final class LocalPlace implements Place {

  private final ProcessHost host;
  private final Confinement confinement;
  private final String workingDirectory;

  /**
   * Holds nothing of its own.
   *
   * @param workingDirectory where commands run that do not say where; absolute
   */
  LocalPlace(ProcessHost host, Confinement confinement, String workingDirectory) {
    this.host = host;
    this.confinement = confinement;
    this.workingDirectory = workingDirectory;
  }

  @Override
  public void start(LaneOrder<ProcessRun> order, Launch launch) {
    host.workers().execute(() -> startNow(order, launch));
  }

  private void startNow(LaneOrder<ProcessRun> order, Launch launch) {
    if (launch.isAbandoned()) {
      return;
    }
    try {
      var user = OtherUser.of(order.payload());
      var ours = System.getenv();
      var environment = user.map(other -> other.environment(ours)).orElse(ours);
      var command = LaunchPlan.of(order, workingDirectory, environment);
      var request = user.map(other -> other.around(command)).orElse(command);
      var held = confinement.start(request, ResourceLimits.of(order.constraints()));
      launch.succeeded(
          new LocalCommand(held.child(), held.hold(), command.executable(), host.workers()));
    } catch (SpawnFailed | RuntimeException failed) {
      launch.failed(failed);
    }
  }

  /**
   * Kills the session of the command that was reported as launched, if a process is found that is
   * beyond doubt that command: same boot, same pid, same start time.
   */
  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(List<ReportedFact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(Launched.NAME))
        .findFirst()
        .map(fact -> Launched.CONTRACT.decode(fact.data().toNode()))
        .map(launched -> CompletableFuture.supplyAsync(() -> reclaim(launched), host.workers()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private Optional<JsonObject> reclaim(Launched launched) {
    try {
      var identity = new ProcessIdentity(launched.pid(), launched.startTicks(), launched.bootId());
      var reclaimed = ProcessTree.reclaim(identity);
      var inGroup = launched.cgroup().isPresent() ? endGroup(launched, reclaimed) : 0;
      return Optional.of(ReclaimReport.CONTRACT.encodeObject(report(reclaimed, inGroup)));
    } catch (IOException noProc) {
      throw new UncheckedIOException(noProc);
    }
  }

  /** A group of that name in another run of the machine is another group. */
  private int endGroup(Launched launched, Reclaimed reclaimed) throws IOException {
    return reclaimed.verdict() == Reclaimed.Verdict.OTHER_BOOT
        ? 0
        : confinement.endLeftover(launched.cgroup().orElseThrow());
  }

  private static ReclaimReport report(Reclaimed reclaimed, int inGroup) {
    var leader =
        switch (reclaimed.verdict()) {
          case KILLED -> ReclaimReport.Leader.KILLED;
          case OTHER_BOOT -> ReclaimReport.Leader.OTHER_BOOT;
          case GONE -> ReclaimReport.Leader.GONE;
          case PID_REUSED -> ReclaimReport.Leader.PID_REUSED;
        };
    var sweep = reclaimed.sweep();
    return new ReclaimReport(leader, sweep.killed().size() + inGroup, sweep.remaining().size());
  }

  /** Host and confinement are not its own. */
  @Override
  public void close() {}
}
