package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.NodeStartException;
import io.executionplane.node.execution.SubmitReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts answer in the place of effects: like them in the record, and without any effect. */
class SimulationTest {

  private static final String CASES =
      """
      {"operation": "run", "when": {"command": "greet"}, "steps": [
        {"kind": "fact", "fact": "process.launched", "data": {"pid": 1}},
        {"kind": "print", "stream": "stdout", "text": "hello "},
        {"kind": "wait", "ms": 5},
        {"kind": "print", "stream": "stdout", "pointer": "/argv/0"},
        {"kind": "print", "stream": "stderr", "text": "careful"},
        {"kind": "end", "succeeded": true, "output": {"exit": {"kind": "code", "code": 0}}}]},
      {"when": {"command": "break"}, "steps": [
        {"kind": "print", "stream": "stdout", "text": "so far"},
        {"kind": "fault", "failure": {
          "failure_class": "remote_disconnect", "code": "cut", "reason": "the line was cut"}}]},
      {"when": {"command": "hang"}, "steps": [
        {"kind": "print", "stream": "stdout", "text": "and then"},
        {"kind": "hang"}]}
      """;

  @TempDir private Path directory;

  private Path effect;
  private TestPlane plane;

  @BeforeEach
  void start() throws IOException {
    effect = directory.resolve("effect");
    var scenario = directory.resolve("scenario.json");
    Files.writeString(scenario, scenario("deterministic_over_input", CASES));
    plane = withTarget(Map.of("scenario-file", scenario.toString()));
  }

  @AfterEach
  void stop() {
    if (plane != null) {
      plane.close();
    }
  }

  @Test
  void answersAsTheScriptSaysAndTheRecordVerifies() {
    var ref = plane.admitted(simulated("greet", "ada"));

    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(plane.text(ref, StreamName.STDOUT)).isEqualTo("hello ada");
    assertThat(plane.text(ref, StreamName.STDERR)).isEqualTo("careful");
    assertThat(facts(ref))
        .containsExactly("simulation.began", "process.launched", "simulation.ended");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void saysThatNothingWasAttempted() {
    var ref = plane.admitted(simulated("greet", "ada"));
    plane.result(ref);

    var began = fact(ref, "simulation.began").data().toNode();
    var ended = fact(ref, "simulation.ended").data().toNode();

    assertThat(began.get("simulated").booleanValue()).isTrue();
    assertThat(began.get("scenario_ref").textValue()).isEqualTo("scenario-1");
    assertThat(ended.get("no_egress").booleanValue()).isTrue();
    assertThat(ended.get("no_spawn").booleanValue()).isTrue();
    assertThat(events(ref))
        .filteredOn(event -> event.targetId() != null)
        .allSatisfy(event -> assertThat(event.attestationClass()).isEqualTo("simulated"));
  }

  @Test
  void startsNoProcessAndOpensNoSocket() throws IOException {
    var before = sockets();
    var children = ProcessHandle.current().children().count();

    plane.result(plane.admitted(simulated("greet", "x")));
    var append = ProcessRun.of("/bin/sh", "-c", "echo done > " + effect);
    plane.result(plane.admitted(accepting(append, "simulated")));

    assertThat(effect).doesNotExist();
    assertThat(sockets()).isEqualTo(before);
    assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
  }

  @Test
  void asksForNoCredential() {
    var greet = ProcessRun.CONTRACT.encodeObject(ProcessRun.of("greet", "ada")).toNode();
    greet.putObject("env_handles").put("KEY", "credential-handle://nobody/knows");

    var run = ProcessRun.CONTRACT.decode(greet);
    var result = plane.result(plane.admitted(accepting(run, "simulated")));

    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void keepsWhatWasPrintedBeforeAFault() {
    var ref = plane.admitted(simulated("break"));

    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().map(Failure::code)).contains("cut");
    assertThat(plane.text(ref, StreamName.STDOUT)).isEqualTo("so far");
  }

  @Test
  void endsWhatHangsWhenItIsCancelled() {
    var ref = plane.admitted(simulated("hang"));
    Eventually.holds("printed", () -> plane.text(ref, StreamName.STDOUT).equals("and then"));

    TestPlane.await(plane.client().cancel(ref, "ada"));

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.CANCELLED);
  }

  @Test
  void failsWhatTheScriptHasNoAnswerTo() {
    var result = plane.result(plane.admitted(simulated("unheard-of")));

    assertThat(result.failure().map(Failure::code)).contains("no_matching_case");
  }

  @Test
  void isNeverTakenForAnythingElse() {
    var wish = accepting(ProcessRun.of("greet", "ada"), "local-process-weak");
    var elsewhere = onSimulatedTarget(wish);

    var reply = (SubmitReply.Receipt) plane.submit(plane.granted(elsewhere));

    assertThat(reply.rejection().orElseThrow().reason())
        .isEqualTo(RejectionReason.NO_SATISFYING_ATTESTED_TARGET);
  }

  @Test
  void answersWithARecordedExecution() {
    var run = ProcessRun.of("/bin/sh", "-c", "echo out; echo err >&2; exit 3");
    var recorded = plane.admitted(plane.request(run));
    plane.result(recorded);
    plane.close();

    plane = withTarget(Map.of("recording", recorded.text()));
    var again = plane.admitted(accepting(run, "simulated"));

    var result = plane.result(again);
    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.output()).isEqualTo(plane.result(recorded).output());
    assertThat(plane.text(again, StreamName.STDOUT)).isEqualTo("out\n");
    assertThat(plane.text(again, StreamName.STDERR)).isEqualTo("err\n");
    assertThat(facts(again))
        .containsExactly(
            "simulation.began", "process.launched", "process.exited", "simulation.ended");
    var other = ProcessRun.of("/bin/true");
    assertThat(
            plane
                .result(plane.admitted(accepting(other, "simulated")))
                .failure()
                .map(Failure::code))
        .contains("no_matching_case");
  }

  @Test
  void doesNotStartWithAScriptThatIsNone() throws IOException {
    plane.close();
    plane = null;
    var broken = directory.resolve("broken.json");
    Files.writeString(broken, scenario("frozen_fixture", CASES));

    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> withTarget(Map.of("scenario-file", broken.toString())))
        .withMessageContaining("the simulated target sim has no usable script")
        .withMessageContaining("/cases of a frozen fixture must be one");
  }

  // --- Samples

  private TestPlane withTarget(Map<String, String> script) {
    var target = new HashMap<String, Object>(script);
    target.put("target-id", "sim");
    target.put("lane", "process");
    var config =
        ConfigFactory.parseMap(
            Map.of(
                "execution-plane.simulation.targets",
                List.of(Map.copyOf(target)),
                // A target that is measured meanwhile is looked at by a process.
                "execution-plane.lanes.process.sandbox",
                false,
                "execution-plane.lanes.process.cgroup",
                "off"));
    return TestPlane.in(directory.resolve("data"), config);
  }

  private static String scenario(String matcher, String cases) {
    return """
    {"contract_version": "ExecutionPlane.LowerSimulationScenario.v1",
     "scenario_id": "scenario-1", "version": "1.0.0", "route_kind": "process",
     "protocol_surface": "process", "matcher_class": "%s",
     "status_or_exit_or_response_or_stream_or_chunk_or_fault_shape": {"cases": [%s]},
     "no_egress_assertion": {"external_egress": "deny", "process_spawn": "deny"},
     "bounded_evidence_projection": {
       "contract_version": "ExecutionPlane.LowerSimulationEvidence.v1",
       "raw_payload_persistence": "shape_only"},
     "input_fingerprint_ref": "fingerprint://execution-plane/input/any",
     "cleanup_behavior": {}, "owner_repo": "execution_plane"}
    """
        .formatted(matcher, cases);
  }

  private AdmissionRequest simulated(String command, String... argv) {
    return accepting(ProcessRun.of(command, argv), "simulated");
  }

  private AdmissionRequest accepting(ProcessRun run, String attestationClass) {
    return plane.granted(plane.wish(run).accepting(attestationClass));
  }

  private static AdmissionRequest onSimulatedTarget(AdmissionRequest wish) {
    return new AdmissionRequest(
        wish.contractVersion(),
        wish.requestId(),
        wish.laneId(),
        wish.operation(),
        wish.payload(),
        wish.authorityRef(),
        wish.acceptableAttestation(),
        wish.sandboxProfile(),
        Optional.of(Placement.target("sim")),
        wish.constraints(),
        wish.provenance(),
        wish.deadlineAt(),
        wish.metadata());
  }

  private List<EvidenceEvent> events(ExecutionRef ref) {
    return plane.events(ref);
  }

  private List<String> facts(ExecutionRef ref) {
    return events(ref).stream()
        .map(EvidenceEvent::payload)
        .filter(LaneFactObserved.class::isInstance)
        .map(payload -> ((LaneFactObserved) payload).fact())
        .toList();
  }

  private LaneFactObserved fact(ExecutionRef ref, String name) {
    return events(ref).stream()
        .map(EvidenceEvent::payload)
        .filter(LaneFactObserved.class::isInstance)
        .map(LaneFactObserved.class::cast)
        .filter(fact -> fact.fact().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long sockets() throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(SimulationTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException gone) {
      return false;
    }
  }
}
