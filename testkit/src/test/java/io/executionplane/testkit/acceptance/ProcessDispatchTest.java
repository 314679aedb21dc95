package io.executionplane.testkit.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.dispatch.Dispatch;
import io.executionplane.contracts.dispatch.DispatchAnswer;
import io.executionplane.contracts.dispatch.DispatchPlan;
import io.executionplane.contracts.dispatch.DispatchPlanner;
import io.executionplane.contracts.dispatch.DispatchProtocol;
import io.executionplane.contracts.dispatch.DispatchReport;
import io.executionplane.contracts.dispatch.LaneCall;
import io.executionplane.contracts.dispatch.LaneIds;
import io.executionplane.contracts.dispatch.LaneWish;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.packet.DispatchEnded;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.packet.RouteEvent;
import io.executionplane.contracts.packet.StdioMode;
import io.executionplane.contracts.target.TargetBinding;
import io.executionplane.node.ExecutionPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items 26 and 27 of the acceptance list: process intents, dispatched through a whole plane. */
class ProcessDispatchTest {

  /** Longest wait for a process that has ended. */
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private static final LaneIds IDS =
      new LaneIds() {
        @Override
        public String serial() {
          return UUID.randomUUID().toString();
        }

        @Override
        public String traceId() {
          return UUID.randomUUID().toString().replace("-", "");
        }
      };

  @TempDir private static Path directory;

  private static ExecutionPlane plane;

  @BeforeAll
  static void start() {
    plane = ExecutionPlane.builder().dataDirectory(directory.resolve("data")).start();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @DisplayName("26: a command that exits with 3 failed; the plane did not")
  @Test
  void tellsAFailedCommandFromAFailedPlane() throws Exception {
    var report = dispatch("echo out; echo err >&2; exit 3", 60_000);

    var outcome = report.outcome();
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.rawPayload().orElseThrow().canonical())
        .isEqualTo("{\"exit\":{\"code\":3},\"stderr\":\"err\\n\",\"stdout\":\"out\\n\"}");
    assertThat(end(report).failureClass()).isEmpty();
    assertThat(report.events())
        .extracting(RouteEvent::eventType)
        .containsExactly("dispatch.started", "dispatch.failed");
  }

  @DisplayName("27: a command that takes too long is a timeout, with what it had written")
  @Test
  void tellsATimeoutAndWhatWasWrittenBefore() throws Exception {
    var report = dispatch("echo partial; exec sleep 600", 3_000);

    var outcome = report.outcome();
    var failureClass = outcome.failure().orElseThrow().failureClass();
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
    assertThat(failureClass).isEqualTo(FailureClass.TIMEOUT);
    assertThat(failureClass.relevance()).isEqualTo(FailureClass.Relevance.RAW_FACT_ONLY);
    assertThat(outcome.rawPayload().orElseThrow().toNode().get("stdout").textValue())
        .isEqualTo("partial\n");
    assertThat(end(report).failureClass()).contains(FailureClass.TIMEOUT);
    assertThat(outcome.metrics().orElseThrow().timeoutMs()).contains(3_000L);
  }

  private static DispatchReport dispatch(String script, long timeoutMs) throws Exception {
    var kernel =
        new Dispatch(
            Map.of(DispatchProtocol.PROCESS, ProcessDispatchTest::execute),
            Instant::now,
            () -> UUID.randomUUID().toString(),
            event -> {});
    return kernel
        .run(plan(script, timeoutMs))
        .toCompletableFuture()
        .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  private static DispatchPlan plan(String script, long timeoutMs) {
    var target =
        new TargetBinding(
            "target://local",
            "attach-grant://local",
            "target-posture://local",
            "no-egress-posture://local",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var wish = LaneWish.of("build", UUID.randomUUID().toString(), target, "workspace://build");
    var call = LaneCall.of(DispatchProtocol.PROCESS, wish, IDS);
    var intent =
        new ProcessExecutionIntent(
            call.envelope(),
            "/bin/sh",
            StdioMode.PIPE,
            List.of("-c", script),
            Map.of(),
            Optional.of(directory.toString()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return DispatchPlanner.plan(call.route(), intent, Optional.of(timeoutMs), Instant.EPOCH)
        .fold(
            plan -> plan,
            refusal -> {
              throw new AssertionError(refusal);
            });
  }

  private static DispatchEnded end(DispatchReport report) {
    return DispatchEnded.CONTRACT.decode(report.events().get(1).payload().orElseThrow());
  }

  // --- The executor: one intent is one execution of the plane

  private static CompletionStage<DispatchAnswer> execute(DispatchPlan plan) {
    var client = plane.client();
    var request = plane.granted(client.identified(request(plan)), "user:test");
    return client
        .submit(request)
        .thenCompose(reply -> client.awaitResult(reply.ref(), WITHIN))
        .thenCompose(ProcessDispatchTest::answer);
  }

  private static AdmissionRequest request(DispatchPlan plan) {
    var intent = (ProcessExecutionIntent) plan.intent();
    var request = JsonNodeFactory.instance.objectNode();
    request.put("contract_version", AdmissionRequest.VERSION);
    request.put("lane_id", "process").put("operation", "run");
    var payload = request.putObject("payload").put("command", intent.command());
    intent.argv().forEach(payload.putArray("argv")::add);
    intent.cwd().ifPresent(cwd -> payload.put("cwd", cwd));
    request.putObject("acceptable_attestation").putArray("classes").add("local-process-weak");
    request
        .putArray("constraints")
        .addObject()
        .put("name", "timeout_ms")
        .put("value", plan.timeout().toMillis());
    return AdmissionRequest.CONTRACT.decode(request);
  }

  private static CompletionStage<DispatchAnswer> answer(ExecutionResult result) {
    return text(result, StreamName.STDOUT)
        .thenCombine(
            text(result, StreamName.STDERR),
            (stdout, stderr) -> answer(result, payload(result, stdout, stderr)));
  }

  private static DispatchAnswer answer(ExecutionResult result, JsonObject payload) {
    if (result.status() == ExecutionStatus.SUCCEEDED) {
      return DispatchAnswer.succeeded(payload);
    }
    return result
        .failure()
        .map(failure -> DispatchAnswer.failed(failure, Optional.of(payload)))
        .orElseGet(() -> DispatchAnswer.failed(payload));
  }

  private static JsonObject payload(ExecutionResult result, String stdout, String stderr) {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("stdout", stdout).put("stderr", stderr);
    result.output().ifPresent(output -> exit(ProcessOutput.CONTRACT.decode(output), payload));
    return JsonObject.of(payload);
  }

  private static void exit(ProcessOutput output, ObjectNode payload) {
    if (output.exit() instanceof ProcessExit.Code code) {
      payload.putObject("exit").put("code", code.code());
    }
  }

  private static CompletionStage<String> text(ExecutionResult result, StreamName stream) {
    return plane
        .client()
        .output(result.executionRef(), stream, 0)
        .runFold(ByteString.emptyByteString(), ByteString::concat, plane.system())
        .thenApply(ByteString::utf8String);
  }
}
