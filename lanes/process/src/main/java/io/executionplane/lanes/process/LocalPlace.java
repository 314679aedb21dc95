package io.executionplane.lanes.process;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
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

/** This machine. Each command leads a session of its own. */
final class LocalPlace implements Place {

  private final ProcessHost host;
  private final String workingDirectory;

  /**
   * Holds nothing beyond the host.
   *
   * @param workingDirectory where commands run that do not say where; absolute
   */
  LocalPlace(ProcessHost host, String workingDirectory) {
    this.host = host;
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
      var request = LaunchPlan.of(order, workingDirectory, System.getenv());
      var child = host.spawner().spawn(request);
      launch.succeeded(new LocalCommand(child, request.executable(), host.workers()));
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

  private static Optional<JsonObject> reclaim(Launched launched) {
    try {
      var identity = new ProcessIdentity(launched.pid(), launched.startTicks(), launched.bootId());
      return Optional.of(
          ReclaimReport.CONTRACT.encodeObject(report(ProcessTree.reclaim(identity))));
    } catch (IOException noProc) {
      throw new UncheckedIOException(noProc);
    }
  }

  private static ReclaimReport report(Reclaimed reclaimed) {
    var leader =
        switch (reclaimed.verdict()) {
          case KILLED -> ReclaimReport.Leader.KILLED;
          case OTHER_BOOT -> ReclaimReport.Leader.OTHER_BOOT;
          case GONE -> ReclaimReport.Leader.GONE;
          case PID_REUSED -> ReclaimReport.Leader.PID_REUSED;
        };
    var sweep = reclaimed.sweep();
    return new ReclaimReport(leader, sweep.killed().size(), sweep.remaining().size());
  }

  /** The host is not its own. */
  @Override
  public void close() {}
}
