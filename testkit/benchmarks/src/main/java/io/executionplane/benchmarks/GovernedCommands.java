package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.authority.GrantClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    return AdmissionRequest.of(
            ProcessRun.LANE_ID,
            ProcessRun.OPERATION,
            ProcessRun.CONTRACT.encodeObject(ProcessRun.of(program, arguments)))
        .accepting(AttestationClass.LOCAL_PROCESS_WEAK)
        .withAuthority(grant);
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
