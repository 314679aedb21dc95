package io.executionplane.lanes.process;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.Confinement.Held;
import io.executionplane.lanes.process.cgroup.ResourceLimits;
import io.executionplane.lanes.process.posix.ParentPipes;
import io.executionplane.lanes.process.posix.PinnedProcess;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Namespaces of this machine's kernel, made by bubblewrap anew for each command. */
final class SandboxPlace implements Place {

  private static final int START_MILLIS_MAX = 10_000;
  private static final Pattern FIRST_PROCESS = Pattern.compile("\"child-pid\": *([0-9]+)");

  private final ProcessHost host;
  private final Confinement confinement;
  private final LocalPlace local;
  private final SandboxTools tools;
  private final String workingDirectory;

  /**
   * Holds nothing of its own.
   *
   * @param local the machine itself, which finds again what ran in sandboxes too
   * @param workingDirectory where commands run that do not say where; absolute
   */
  SandboxPlace(
      ProcessHost host,
      Confinement confinement,
      LocalPlace local,
      SandboxTools tools,
      String workingDirectory) {
    this.host = host;
    this.confinement = confinement;
    this.local = local;
    this.tools = tools;
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
      OtherUser.refuse(order.payload(), "a sandbox runs commands as the node's user");
      if (order.payload().pty().isPresent()) {
        throw SpawnFailed.notAdmitted("a sandbox has no terminal");
      }
      var command = LaunchPlan.of(order, workingDirectory, System.getenv());
      var bubblewrap = tools.bubblewrap();
      var sandbox = bubblewrap.around(command, order.constraints());
      var limits = ResourceLimits.of(order.constraints()).besides(Bubblewrap.PROCESSES);
      launch.succeeded(started(sandbox, limits, bubblewrap.filter(), command.executable()));
    } catch (SpawnFailed | IOException | RuntimeException failed) {
      launch.failed(failed);
    }
  }

  private SandboxedCommand started(
      SpawnRequest sandbox, ResourceLimits limits, Optional<String> filter, String executable)
      throws SpawnFailed, IOException {
    var status = new ParentPipes(filter);
    try {
      var held = confinement.start(sandbox, limits, status);
      status.started();
      var first = firstProcess(held, status);
      var hold = first.map(each -> (Hold) new NamespaceHold(held.hold(), each)).orElse(held.hold());
      var command = new LocalCommand(held.child(), hold, executable, host.workers());
      if (first.isEmpty()) {
        command.abandon();
        throw SpawnFailed.notAdmitted("no namespaces can be made: bubblewrap did not start");
      }
      status.goOn();
      return new SandboxedCommand(command, status);
    } catch (SpawnFailed | RuntimeException notStarted) {
      status.close();
      throw notStarted;
    }
  }

  /** Bubblewrap waits until it is told to go on, so that the first process cannot be gone yet. */
  private static Optional<PinnedProcess> firstProcess(Held held, ParentPipes status) {
    status.await(START_MILLIS_MAX);
    var told = FIRST_PROCESS.matcher(status.told());
    return told.find()
        ? PinnedProcess.childOf(held.child().pid(), Long.parseLong(told.group(1)))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(List<ReportedFact> facts) {
    return local.reclaim(facts);
  }

  /** Host and confinement are not its own. */
  @Override
  public void close() {
    tools.close();
  }
}
