package io.executionplane.lanes.process;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.posix.ProcessIdentity;
import io.executionplane.lanes.process.posix.ProcessTree;
import io.executionplane.lanes.process.posix.Reclaimed;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Runs commands of the operating system on this machine.
 *
 * <p>A run is started by the first demand for its facts, not before. Each command leads a session
 * of its own. Its output goes to {@link LaneStreams#output}, standard output and error each at
 * their own pace; its input comes from the order or from {@link LaneStreams#input}. No thread waits
 * for a running command.
 */
public final class ProcessLane implements Lane<ProcessRun> {

  /** The only kind of place where this lane can have its effect. */
  static final String SURFACE_KIND = "local_subprocess";

  private static final LaneCapabilities CAPABILITIES =
      new LaneCapabilities(
          ProcessRun.LANE_ID, List.of(ProcessRun.OPERATION), List.of(SURFACE_KIND));

  private final ProcessLaneSettings settings;
  private final ProcessHost host;

  /**
   * A lane that holds nothing of the operating system until its first run. Where {@link
   * io.executionplane.lanes.process.posix.ProcessSupport} finds a failure it MUST NOT be made.
   *
   * @throws LaneUnavailableException when {@code /proc} is not mounted
   */
  public ProcessLane(ProcessLaneSettings settings) {
    this.settings = settings;
    try {
      this.host = new ProcessHost(settings.launchThreads());
    } catch (IOException noProc) {
      throw new LaneUnavailableException("/proc cannot be read: " + noProc.getMessage());
    }
  }

  @Override
  public LaneCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ProcessRun accept(String operation, JsonObject payload) {
    if (!operation.equals(ProcessRun.OPERATION)) {
      throw new ContractViolationException(
          List.of(new Violation("", "must be for the operation " + ProcessRun.OPERATION)));
    }
    var run = ProcessRun.CONTRACT.decode(payload.toNode());
    refuseWhatIsNotDone(run);
    return run;
  }

  /** What a caller asked for and would not get must not be ignored. */
  private static void refuseWhatIsNotDone(ProcessRun run) {
    var asked = new LinkedHashMap<String, Boolean>();
    asked.put("/user", run.user().isPresent());
    asked.put("/pty", run.pty().isPresent());
    asked.put("/interrupt", run.interrupt().isPresent());
    asked.put("/shutdown", run.shutdown().isPresent());
    var refused =
        asked.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(each -> new Violation(each.getKey(), "is not supported by this lane"))
            .toList();
    if (!refused.isEmpty()) {
      throw new ContractViolationException(refused);
    }
  }

  @Override
  public List<CredentialHandle> credentials(ProcessRun run) {
    return run.envHandles().values().stream().map(CredentialHandle::new).distinct().toList();
  }

  @Override
  public Source<LaneSignal, LaneControl> run(LaneOrder<ProcessRun> order, LaneStreams streams) {
    return Source.fromGraph(new ProcessStage(host, settings, order, streams));
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

  /** Waits a moment for cleaning up that is under way; then no thread or descriptor is left. */
  @Override
  public void close() {
    host.close();
  }
}
