package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Commands on this machine for who is no node: started, held together and ended as the process lane
 * does it.
 */
public final class LocalCommands implements AutoCloseable {

  private final ProcessLaneSettings settings;
  private final ProcessHost host;
  private final Confinement confinement;
  private final LocalPlace place;

  /**
   * Holds nothing of the operating system until the first command.
   *
   * @throws LaneUnavailableException when commands cannot be run here
   */
  public LocalCommands(ProcessLaneSettings settings) {
    this.settings = settings;
    try {
      this.host = new ProcessHost(settings.launchThreads());
      this.confinement = new Confinement(host, settings.cgroup());
      this.place = new LocalPlace(host, confinement, settings.workingDirectory());
    } catch (IOException noProc) {
      throw new LaneUnavailableException("/proc cannot be read: " + noProc.getMessage());
    }
  }

  /**
   * Starts a command.
   *
   * @return completes when it runs, and whoever gets it owes it its end; fails with a {@link
   *     io.executionplane.lanes.spi.LaneFailure} when nothing of it is left
   */
  public CompletionStage<RunningCommand> start(ProcessRun run) {
    var started = new CompletableFuture<RunningCommand>();
    var ref = ExecutionRef.derive("guest", UUID.randomUUID().toString());
    place.start(
        new LaneOrder<>(ref, ProcessRun.OPERATION, run, settings.targetId()),
        new Launch(started::complete, cause -> started.completeExceptionally(failure(cause))));
    return started;
  }

  private static RuntimeException failure(Throwable cause) {
    return cause instanceof SpawnFailed known ? Failures.launch(known) : Failures.broken(cause);
  }

  /** Kills what is left of a command, if it is found to be that one beyond doubt. */
  public CompletionStage<Optional<JsonObject>> reclaim(Launched launched) {
    return place.reclaim(List.of(new ReportedFact(launched.name(), launched.data())));
  }

  /** Waits a moment for cleaning up that is under way; then no thread or descriptor is left. */
  @Override
  public void close() {
    host.finishWork();
    confinement.close();
    host.close();
  }
}
