package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.NodeStartException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node inside an actor system that its host had before, and keeps. */
class HostedPlaneTest {

  @TempDir private Path directory;

  private ActorSystem<Void> host;

  @AfterEach
  void stop() {
    host.terminate();
    TestPlane.await(host.getWhenTerminated());
  }

  @Test
  void runsAndVerifiesInTheSystemOfItsHostAndLeavesItRunning() {
    host = system(ConfigFactory.empty());

    try (var plane = ExecutionPlane.builder().start(host)) {
      assertThat(plane.system()).isSameAs(host);
      assertThat(verdictOfARun(plane)).isEqualTo(Verdict.VERIFIED);
    }

    assertThat(host.getWhenTerminated().toCompletableFuture()).isNotDone();
  }

  @Test
  void canBeStartedAgainInTheSameSystem() {
    host = system(ConfigFactory.empty());
    ExecutionPlane.builder().start(host).close();

    try (var again = ExecutionPlane.builder().start(host)) {
      assertThat(verdictOfARun(again)).isEqualTo(Verdict.VERIFIED);
    }
  }

  @Test
  void refusesASettingOfItsHostThatNobodyKnows() {
    host = system(ConfigFactory.parseString("execution-plane.node.ask-timeot = 1 second"));

    assertThatThrownBy(() -> ExecutionPlane.builder().start(host))
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("execution-plane.node.ask-timeot")
        .hasMessageContaining("ask-timeout");
  }

  private static Verdict verdictOfARun(ExecutionPlane plane) {
    var payload = ProcessRun.CONTRACT.encodeObject(ProcessRun.of("true"));
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, payload)
            .accepting(AttestationClass.LOCAL_PROCESS_WEAK);
    var ref = TestPlane.await(plane.client().submit(plane.granted(wish, "service:host"))).ref();
    var result = TestPlane.await(plane.client().awaitResult(ref, TestPlane.WITHIN));
    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    return TestPlane.await(plane.client().evidence(ref)).verdict();
  }

  private ActorSystem<Void> system(Config settings) {
    var data = directory.resolve("data");
    var stored = ConfigFactory.parseMap(Map.of("execution-plane.store.directory", data.toString()));
    var config =
        settings
            .withFallback(stored)
            .withFallback(TestPlane.reach(data))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    return ActorSystem.create(Behaviors.empty(), "host", config);
  }
}
