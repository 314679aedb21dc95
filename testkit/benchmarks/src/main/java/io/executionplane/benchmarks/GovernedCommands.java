package io.executionplane.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.authority.GrantClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Commands that a plane runs for a caller who waits for them.
 *
 * @param grant one for all of them, not bound to a payload: signing is not what is measured
 */
record GovernedCommands(ExecutionPlane plane, AuthorityRef grant) {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Duration GRANTED_FOR = Duration.ofHours(1);

  static GovernedCommands of(ExecutionPlane plane) {
    var issuer = plane.localIssuer();
    var now = Instant.now().getEpochSecond();
    var claims =
        new GrantClaims(
            issuer.issuer(),
            "benchmark",
            plane.audience(),
            now,
            now,
            now + GRANTED_FOR.toSeconds(),
            "benchmark",
            List.of(ProcessRun.LANE_ID),
            List.of(ProcessRun.OPERATION),
            List.of("*"),
            List.of("*"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new GovernedCommands(plane, issuer.issue(claims));
  }

  AdmissionRequest request(String program, String... arguments) {
    return request(ProcessRun.of(program, arguments), "{}");
  }

  /** A script with a grace of its own. */
  AdmissionRequest shell(String script, long graceMillis) {
    var grace = "{\"grace_ms\":" + graceMillis + "}";
    return request(ProcessRun.of("/bin/sh", "-c", script), grace);
  }

  /** A script in a terminal that somebody types into. */
  AdmissionRequest inTerminal(String script) {
    var terminal = "{\"stdin\":\"open\",\"pty\":{\"cols\":80,\"rows\":24}}";
    return request(ProcessRun.of("/bin/sh", "-c", script), terminal);
  }

  private AdmissionRequest request(ProcessRun run, String properties) {
    var payload = ProcessRun.CONTRACT.encodeObject(run).toNode();
    payload.setAll((ObjectNode) Json.parse(properties));
    return AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, JsonObject.of(payload))
        .accepting(AttestationClass.LOCAL_PROCESS_WEAK)
        .withAuthority(grant);
  }

  /** Starts an execution that goes on until it is ended. */
  ExecutionRef begin(AdmissionRequest request) {
    return plane.client().submit(request).toCompletableFuture().join().ref();
  }

  /** Returns when a command has put something out. */
  void awaitOutput(ExecutionRef ref) throws Exception {
    plane
        .client()
        .output(ref, StreamName.STDOUT, 0, true)
        .runWith(Sink.head(), plane.system())
        .toCompletableFuture()
        .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** Has it stopped, and waits for its end. */
  void end(ExecutionRef ref) {
    plane.client().cancel(ref, "benchmark").toCompletableFuture().join();
    plane.client().awaitResult(ref, WITHIN).toCompletableFuture().join();
  }

  /** Runs it as an execution of its own, which must succeed. */
  ExecutionRef run(AdmissionRequest request) {
    var client = plane.client();
    var ref = client.submit(request).toCompletableFuture().join().ref();
    var result = client.awaitResult(ref, WITHIN).toCompletableFuture().join();
    if (result.status() != ExecutionStatus.SUCCEEDED) {
      throw new IllegalStateException(ref + " " + result.status() + " " + result.failure());
    }
    return ref;
  }
}
