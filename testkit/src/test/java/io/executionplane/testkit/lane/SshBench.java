package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedRemotely;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.ProcessLane;
import io.executionplane.lanes.process.ProcessLaneProvider;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.testkit.ssh.SshServerUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A process lane with one machine behind SSH, and everything a test needs to run orders there. */
final class SshBench implements AutoCloseable {

  static final Duration WITHIN = Duration.ofSeconds(20);

  final SshServerUnderTest server;
  final ProcessLane lane;
  private final TargetVerifier verifier;
  private final ActorSystem<?> system =
      ActorSystem.create(
          Behaviors.empty(),
          "ssh",
          ConfigFactory.parseString("pekko.loglevel=OFF, pekko.stdout-loglevel=OFF"));

  SshBench(SshServerUnderTest server, Map<String, Object> settings) {
    this.server = server;
    this.lane = server.lane(settings);
    this.verifier =
        new ProcessLaneProvider()
            .targetVerifiers(lane, server.config(settings)).stream()
                .filter(each -> each.targetId().equals(SshServerUnderTest.TARGET))
                .findFirst()
                .orElseThrow();
  }

  TargetVerifier verifier() {
    return verifier;
  }

  ObservedRun start(ProcessRun run, RecordedStreams streams) {
    return start(run, streams, Map.of());
  }

  ObservedRun start(
      ProcessRun run, RecordedStreams streams, Map<CredentialHandle, Secret> secrets) {
    var order =
        new LaneOrder<ProcessPayload>(
            ExecutionRef.derive("ssh", UUID.randomUUID().toString()),
            ProcessRun.OPERATION,
            run,
            SshServerUnderTest.TARGET,
            List.of(),
            secrets);
    return ObservedRun.of(lane.run(order, streams), system, WITHIN);
  }

  /** What a command says that ends well. */
  String output(ProcessRun run) {
    var streams = RecordedStreams.takingEverything();
    var outcome = start(run, streams).outcome();
    assertThat(outcome.succeeded()).as("%s", outcome.output().canonical()).isTrue();
    return streams.recording(StreamName.STDOUT).bytes().utf8String();
  }

  static ProcessRun shell(String script) {
    return ProcessRun.of("/bin/sh", "-c", script);
  }

  static ProcessExit exit(LaneOutcome outcome) {
    return ProcessOutput.CONTRACT.decode(outcome.output().toNode()).exit();
  }

  /** Waits until it runs. */
  static LaunchedRemotely launched(ObservedRun run) {
    new Watching(WITHIN, WITHIN)
        .until("a launch", () -> run.facts().stream().anyMatch(SshBench::isLaunch));
    return run.facts().stream()
        .filter(SshBench::isLaunch)
        .map(fact -> LaunchedRemotely.CONTRACT.decode(fact.data().toNode()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLaunch(LaneFact fact) {
    return fact.name().equals(LaunchedRemotely.NAME);
  }

  @Override
  public void close() {
    lane.close();
    system.terminate();
    assertThat(system.getWhenTerminated().toCompletableFuture()).succeedsWithin(WITHIN);
  }
}
