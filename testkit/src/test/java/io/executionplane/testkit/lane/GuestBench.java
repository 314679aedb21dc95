package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedInGuest;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.lanes.process.ProcessLane;
import io.executionplane.lanes.process.ProcessLaneProvider;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.testkit.guest.GuestUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A process lane with one guest, and everything a test needs to run orders there. */
final class GuestBench implements AutoCloseable {

  static final Duration WITHIN = Duration.ofSeconds(60);

  final ProcessLane lane;
  private final Config config;
  private final ActorSystem<?> system =
      ActorSystem.create(
          Behaviors.empty(),
          "guest",
          ConfigFactory.parseString("pekko.loglevel=OFF, pekko.stdout-loglevel=OFF"));

  private final Duration within;

  GuestBench(Config config) {
    this(config, WITHIN);
  }

  /**
   * One whose commands take longer.
   *
   * @param within when they must have ended
   */
  GuestBench(Config config, Duration within) {
    this.config = config;
    this.within = within;
    this.lane = GuestUnderTest.lane(config);
  }

  TargetVerifier verifier() {
    return new ProcessLaneProvider()
        .targetVerifiers(lane, config).stream()
            .filter(each -> each.targetId().equals(GuestUnderTest.TARGET))
            .findFirst()
            .orElseThrow();
  }

  ObservedRun start(ProcessRun run, LaneStreams streams) {
    return start(run, streams, Map.of());
  }

  ObservedRun start(ProcessRun run, LaneStreams streams, Map<CredentialHandle, Secret> secrets) {
    var order =
        new LaneOrder<ProcessPayload>(
            ExecutionRef.derive("guest", UUID.randomUUID().toString()),
            ProcessRun.OPERATION,
            run,
            GuestUnderTest.TARGET,
            List.of(),
            secrets);
    return ObservedRun.of(lane.run(order, streams), system, within);
  }

  /** What a command says that ends well. */
  String output(ProcessRun run) {
    var streams = RecordedStreams.takingEverything();
    var outcome = start(run, streams).outcome();
    assertThat(outcome.succeeded()).as("%s", outcome.output().canonical()).isTrue();
    return streams.recording(StreamName.STDOUT).bytes().utf8String();
  }

  /** The code with which a command fails that gets nowhere. */
  String refusal(ProcessRun run) {
    var failure = start(run, RecordedStreams.takingEverything()).failure();
    assertThat(failure).isInstanceOf(LaneFailure.class);
    return ((LaneFailure) failure).failure().code();
  }

  static ProcessRun shell(String script) {
    return ProcessRun.of("/bin/sh", "-c", script);
  }

  /** A command whose input is open. */
  static ProcessRun open(String command, Map<String, String> environment) {
    return new ProcessRun(
        command,
        List.of(),
        Optional.empty(),
        environment,
        Optional.of(StdinMode.OPEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static ProcessRun with(ProcessRun run, Map<String, String> environment) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        Optional.empty(),
        environment,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static ProcessExit exit(LaneOutcome outcome) {
    return ProcessOutput.CONTRACT.decode(outcome.output().toNode()).exit();
  }

  /** Waits until it runs. */
  static LaunchedInGuest launched(ObservedRun run) {
    new Watching(WITHIN, WITHIN)
        .until("a launch", () -> run.facts().stream().anyMatch(GuestBench::isLaunch));
    return run.facts().stream()
        .filter(GuestBench::isLaunch)
        .map(fact -> LaunchedInGuest.CONTRACT.decode(fact.data().toNode()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLaunch(LaneFact fact) {
    return fact.name().equals(LaunchedInGuest.NAME);
  }

  @Override
  public void close() {
    lane.close();
    system.terminate();
    assertThat(system.getWhenTerminated().toCompletableFuture()).succeedsWithin(WITHIN);
  }
}
