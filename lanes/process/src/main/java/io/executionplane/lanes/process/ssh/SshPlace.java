package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedRemotely;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.Launch;
import io.executionplane.lanes.process.Place;
import io.executionplane.lanes.process.ReclaimReport;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

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
    var run = order.payload();
    if (run.user().isPresent() && !run.user().get().equals(settings.user())) {
      launch.failed(SpawnFailed.badUser("commands behind SSH run as " + settings.user() + " here"));
      return;
    }
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
   * Kills what is left of the session of the command that was reported as launched. As a rule that
   * is nothing: the keeper of the connection that was lost has ended it.
   */
  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(List<ReportedFact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(LaunchedRemotely.NAME))
        .findFirst()
        .map(fact -> LaunchedRemotely.CONTRACT.decode(fact.data().toNode()))
        .map(this::reclaim)
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  private CompletionStage<Optional<JsonObject>> reclaim(LaunchedRemotely launched) {
    var leader = new RemoteProcess(launched.pid(), launched.startTicks(), launched.bootId());
    return connections
        .take()
        .thenCompose(
            connection ->
                SshReclaim.of(leader, connection.keeper())
                    .toCompletableFuture()
                    .orTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((report, failure) -> connection.giveBack()))
        .thenApply(report -> Optional.of(ReclaimReport.CONTRACT.encodeObject(report)));
  }

  @Override
  public void close() {
    connections.close();
  }
}
