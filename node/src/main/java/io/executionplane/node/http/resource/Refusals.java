package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import java.util.Locale;

/** Why a submission leads to nothing, as a problem. */
final class Refusals {

  private Refusals() {}

  static Problem of(SubmitReply.KeyReused reused) {
    return Problem.of(
            ProblemType.IDEMPOTENCY_KEY_REUSED, "this key was used before, for another request")
        .about(reused.ref());
  }

  static Problem of(SubmitReply.NotRecorded failed) {
    return Problem.of(ProblemType.UNAVAILABLE, "the request could not be recorded")
        .withCode("not_recorded")
        .about(failed.ref());
  }

  static Problem of(SubmitReply.Shed shed) {
    return Problem.of(
            ProblemType.CAPACITY_EXHAUSTED, "as much runs and waits as may: " + shed.budget())
        .retryAfter(shed.retryAfter());
  }

  static Problem of(ExecutionRef ref, Rejection rejection) {
    var problem =
        Problem.of(type(rejection), rejection.message())
            .withCode(rejection.code().orElse(rejection.reason().name().toLowerCase(Locale.ROOT)))
            .withFailureClass(rejection.reason().failureClass())
            .considering(rejection.candidates())
            .about(ref);
    return rejection.pointer().map(problem::at).orElse(problem);
  }

  private static ProblemType type(Rejection rejection) {
    return switch (rejection.reason()) {
      case CONTRACT_VERSION_MISMATCH,
          LANE_NOT_REGISTERED,
          INVALID_LANE_REQUEST,
          CONSTRAINT_UNKNOWN,
          DEADLINE_EXPIRED ->
          ProblemType.ADMISSION_INVALID;
      case CONSTRAINT_UNSATISFIABLE,
          PLACEMENT_UNAVAILABLE,
          UNSUPPORTED_CAPABILITY,
          NO_SATISFYING_ATTESTED_TARGET ->
          ProblemType.ADMISSION_UNPLACED;
      case REGISTRATION_INCOMPLETE -> ProblemType.UNAVAILABLE;
      case CAPACITY_EXHAUSTED -> ProblemType.CAPACITY_EXHAUSTED;
      default -> ProblemType.ADMISSION_REFUSED;
    };
  }
}
