package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import java.util.Locale;
import java.util.Optional;

/** Why a submission leads to nothing, as a problem. */
final class Refusals {

  private Refusals() {}

  /** Why a submission leads to nothing; empty if it was admitted. */
  static Optional<Problem> objection(SubmitReply reply) {
    if (reply instanceof SubmitReply.Receipt receipt) {
      return receipt.rejection().map(why -> of(receipt.ref(), why));
    } else if (reply instanceof SubmitReply.KeyReused reused) {
      return Optional.of(of(reused));
    } else if (reply instanceof SubmitReply.Shed shed) {
      return Optional.of(of(shed));
    }
    return Optional.of(of((SubmitReply.NotRecorded) reply));
  }

  private static Problem of(SubmitReply.KeyReused reused) {
    return Problem.of(
            ProblemType.IDEMPOTENCY_KEY_REUSED, "this key was used before, for another request")
        .about(reused.ref());
  }

  private static Problem of(SubmitReply.NotRecorded failed) {
    return Problem.of(ProblemType.UNAVAILABLE, "the request could not be recorded")
        .withCode("not_recorded")
        .about(failed.ref());
  }

  private static Problem of(SubmitReply.Shed shed) {
    return Problem.of(
            ProblemType.CAPACITY_EXHAUSTED, "as much runs and waits as may: " + shed.budget())
        .retryAfter(shed.retryAfter());
  }

  private static Problem of(ExecutionRef ref, Rejection rejection) {
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
