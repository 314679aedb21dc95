package io.executionplane.lanes.process;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.lanes.spi.TargetVerifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Runs commands of the operating system, and holds sessions with them, on this machine and wherever
 * else it has a {@link Place}.
 *
 * <p>A run is started by the first demand for its facts, not before. Each command leads a session
 * of its own. Its output goes to {@link LaneStreams#output}, standard output and error each at
 * their own pace; its input comes from the order or from {@link LaneStreams#input}. No thread waits
 * for a running command.
 */
public final class ProcessLane implements Lane<ProcessPayload> {

  /** This machine as a kind of place. */
  static final String SURFACE_KIND = "local_subprocess";

  private final ProcessLaneSettings settings;
  private final ProcessHost host;
  private final Confinement confinement;
  private final Elsewhere elsewhere;
  private final Map<String, Place> places;

  /**
   * A lane that holds nothing of the operating system until its first run. Where {@link
   * io.executionplane.lanes.process.posix.ProcessSupport} finds a failure it MUST NOT be made.
   *
   * @throws LaneUnavailableException when {@code /proc} is not mounted
   */
  public ProcessLane(ProcessLaneSettings settings) {
    this(settings, Elsewhere.NOWHERE);
  }

  /** As above, with places beside this machine. */
  ProcessLane(ProcessLaneSettings settings, Elsewhere declared) {
    this.settings = settings;
    try {
      this.host = new ProcessHost(settings.launchThreads());
      this.confinement = new Confinement(host, settings.cgroup());
      var local = new LocalPlace(host, confinement, settings.workingDirectory());
      this.elsewhere = settings.sandbox() ? declared.and(sandbox(local)) : declared;
      this.places = elsewhere.with(settings.targetId(), local);
    } catch (IOException noProc) {
      throw new LaneUnavailableException("/proc cannot be read: " + noProc.getMessage());
    }
  }

  private PlacedTarget sandbox(LocalPlace local) {
    var tools = new SandboxTools(settings.sandboxHides());
    return new PlacedTarget(
        new SandboxPlace(host, confinement, local, tools, settings.workingDirectory()),
        new SandboxVerifier(settings, host, confinement, tools));
  }

  @Override
  public LaneCapabilities capabilities() {
    return new LaneCapabilities(
        ProcessRun.LANE_ID,
        List.of(ProcessRun.OPERATION, ProcessSession.OPERATION),
        elsewhere.surfaceKindsAfter(SURFACE_KIND));
  }

  @Override
  public ProcessPayload accept(String operation, JsonObject payload) {
    var accepted =
        ProcessPayload.decode(operation, payload)
            .orElseThrow(
                () ->
                    new ContractViolationException(
                        List.of(new Violation("", "must be for the operation run or session"))));
    refuseWhatCannotBe(Conduct.of(accepted).command());
    return accepted;
  }

  /** What a caller asked for and would not get must not be ignored. */
  private static void refuseWhatCannotBe(ProcessRun run) {
    if (Interrupts.throughInput(run) && run.pty().isEmpty() && run.stdin().isEmpty()) {
      throw new ContractViolationException(
          List.of(new Violation("/interrupt", "must be a signal where there is no input")));
    }
  }

  @Override
  public List<CredentialHandle> credentials(ProcessPayload payload) {
    return payload.run().envHandles().values().stream()
        .map(CredentialHandle::new)
        .distinct()
        .toList();
  }

  @Override
  public Source<LaneSignal, LaneControl> run(LaneOrder<ProcessPayload> order, LaneStreams streams) {
    return place(order.targetId())
        .map(place -> Source.fromGraph(new ProcessStage(place, settings, order, streams)))
        .orElseGet(() -> nowhere(order.targetId()));
  }

  private static Source<LaneSignal, LaneControl> nowhere(String targetId) {
    return Source.<LaneSignal>failed(Failures.noSuchTarget(targetId))
        .mapMaterializedValue(unused -> cause -> {});
  }

  /** Where a target is none any more, nobody can know what is left there. */
  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(String targetId, List<ReportedFact> facts) {
    return place(targetId)
        .map(place -> place.reclaim(facts))
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  /** Who measures its places: this machine first. */
  List<TargetVerifier> verifiers() {
    var verifiers = new ArrayList<TargetVerifier>();
    verifiers.add(new LocalProcessVerifier(settings, host, confinement));
    verifiers.addAll(elsewhere.verifiers());
    return List.copyOf(verifiers);
  }

  private Optional<Place> place(String targetId) {
    return Optional.ofNullable(places.get(targetId));
  }

  /** Waits a moment for cleaning up that is under way; then no thread or descriptor is left. */
  @Override
  public void close() {
    places.values().forEach(Place::close);
    host.finishWork();
    confinement.close();
    host.close();
  }
}
