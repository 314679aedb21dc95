package io.executionplane.contracts.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.json.ContractViolationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutionResultTest {

  private static final Rejection REJECTION =
      Rejection.of(RejectionReason.LANE_NOT_REGISTERED, "no such lane");

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "RUNNING"})
  void isNotGivenBeforeTheEnd(ExecutionStatus status) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> result(status, Optional.empty()))
        .withMessage("/status must be terminal");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACCEPTED", "RUNNING"})
  void carriesARejectionExactlyWhenItIsOne(ExecutionStatus status) {
    var isRejected = status == ExecutionStatus.REJECTED;
    var right = isRejected ? Optional.of(REJECTION) : Optional.<Rejection>empty();
    var wrong = isRejected ? Optional.<Rejection>empty() : Optional.of(REJECTION);

    assertThat(result(status, right).status()).isEqualTo(status);
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> result(status, wrong))
        .withMessage("/rejection must be given exactly when the status is rejected");
  }

  /** The order and what follows from each class are published. */
  @Test
  void knowsThirteenClassesOfFailureInTheirFrozenOrder() {
    assertThat(FailureClass.values())
        .extracting(Enum::name)
        .containsExactly(
            "POLICY_DENIED",
            "ROUTE_UNRESOLVED",
            "PLACEMENT_UNAVAILABLE",
            "LAUNCH_FAILED",
            "TRANSPORT_FAILED",
            "PROTOCOL_FRAMING_FAILED",
            "SEMANTIC_RUNTIME_FAILED",
            "APPROVAL_EXPIRED",
            "LEASE_EXPIRED",
            "ATTACH_MISMATCH",
            "REMOTE_DISCONNECT",
            "CANCELLATION",
            "TIMEOUT");
    assertThat(FailureClass.values())
        .filteredOn(FailureClass::isRetryable)
        .extracting(Enum::name)
        .containsExactly(
            "ROUTE_UNRESOLVED",
            "PLACEMENT_UNAVAILABLE",
            "LAUNCH_FAILED",
            "TRANSPORT_FAILED",
            "LEASE_EXPIRED",
            "REMOTE_DISCONNECT",
            "TIMEOUT");
  }

  private static ExecutionResult result(ExecutionStatus status, Optional<Rejection> rejection) {
    return new ExecutionResult(
        ExecutionRef.derive("tenant", "request"),
        status,
        Provenance.nodeAdmitted(),
        Optional.empty(),
        Optional.empty(),
        rejection,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
