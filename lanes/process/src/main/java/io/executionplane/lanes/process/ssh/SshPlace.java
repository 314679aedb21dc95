package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.Launch;
import io.executionplane.lanes.process.Place;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A machine behind SSH. */
final class SshPlace implements Place {

  private final SshTargetSettings settings;
  private final SshConnections connections;

  /** Connects to nothing until the first command. */
  SshPlace(SshTargetSettings settings, SshConnections connections) {
    this.settings = settings;
    this.connections = connections;
  }

  @Override
  public void start(LaneOrder<ProcessRun> order, Launch launch) {
    try {
      var script = CommandScript.of(order, settings.workingDirectory());
      connections
          .take()
          .thenCompose(connection -> new SshStart(settings, connection, script).start(launch))
          .whenComplete((command, failure) -> tell(launch, command, failure));
    } catch (RuntimeException refused) {
      launch.failed(refused);
    }
  }

  private void tell(Launch launch, SshCommand command, Throwable failure) {
    if (failure == null) {
      launch.succeeded(command);
    } else {
      launch.failed(SshFailures.unreachable("start a command on", settings.address(), failure));
    }
  }

  /**
   * The keeper of a lost connection ends what ran over it, within seconds and without us; nothing
   * is left to be found.
   */
  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(List<ReportedFact> facts) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public void close() {
    connections.close();
  }
}
