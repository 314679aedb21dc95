package io.executionplane.contracts.runtime;

import static io.executionplane.contracts.runtime.ActiveState.ACCEPTED;
import static io.executionplane.contracts.runtime.ActiveState.AMBIGUOUS;
import static io.executionplane.contracts.runtime.ActiveState.BACKPRESSURED;
import static io.executionplane.contracts.runtime.ActiveState.CANCELLED;
import static io.executionplane.contracts.runtime.ActiveState.COMPLETED;
import static io.executionplane.contracts.runtime.ActiveState.FAILED;
import static io.executionplane.contracts.runtime.ActiveState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActiveStatesTest {

  private static final ExecutionRef REF = ExecutionRef.derive("tenant", "request");
  private static final long FENCE = 3;
  private static final String RECEIPT = "receipt://execution-plane/" + REF + "/3";

  private static final Map<ActiveState, Set<ActiveState>> FOLLOWERS =
      Map.of(
          ACCEPTED, EnumSet.of(RUNNING, FAILED, CANCELLED, AMBIGUOUS),
          RUNNING, EnumSet.of(BACKPRESSURED, COMPLETED, FAILED, CANCELLED, AMBIGUOUS),
          BACKPRESSURED, EnumSet.of(RUNNING, COMPLETED, FAILED, CANCELLED, AMBIGUOUS),
          COMPLETED, Set.of(),
          FAILED, Set.of(),
          CANCELLED, Set.of(),
          AMBIGUOUS, Set.of());

  @ParameterizedTest
  @EnumSource(ActiveState.class)
  void goesWhereTheTableSaysAndNowhereElse(ActiveState from) {
    var reachable = Arrays.stream(ActiveState.values()).filter(from::canBecome);

    assertThat(reachable).containsExactlyInAnyOrderElementsOf(FOLLOWERS.get(from));
  }

  @Test
  void closesBothDirectionsAndLeavesAReceiptWhereItEnds() {
    var ended = status(RUNNING).moveTo(CANCELLED, FENCE).value().orElseThrow();

    assertThat(ended.inputOpen()).isFalse();
    assertThat(ended.outputOpen()).isFalse();
    assertThat(ended.receiptRef()).contains(RECEIPT);
    assertThat(ended.sequence()).isEqualTo(7);
  }

  @Test
  void keepsDirectionsOpenWhileItGoesOn() {
    var slow = status(RUNNING).moveTo(BACKPRESSURED, FENCE).value().orElseThrow();

    assertThat(slow).isEqualTo(status(BACKPRESSURED));
  }

  @Test
  void givesTheExecutionItsReceiptToo() {
    var started =
        new ActiveExecution(
            REF,
            "session://execution-plane/" + REF,
            "decision",
            "node",
            "process",
            RUNNING,
            Instant.parse("2026-11-20T08:00:00Z"),
            FENCE,
            Optional.empty());

    var ended = started.moveTo(COMPLETED, FENCE).value().orElseThrow();

    assertThat(ended.state()).isEqualTo(COMPLETED);
    assertThat(ended.receiptRef()).contains(RECEIPT);
    assertThat(started.moveTo(COMPLETED, FENCE - 1).refusal())
        .contains(TransitionRefusal.STALE_EXECUTION_FENCE);
    assertThat(ended.moveTo(FAILED, FENCE).refusal())
        .contains(TransitionRefusal.EXECUTION_TERMINAL);
  }

  /** A stale speaker is not told where the execution stands. */
  @Test
  void refusesAStaleSpeakerBeforeAnythingElse() {
    var status = status(RUNNING);
    var ended = status.moveTo(COMPLETED, FENCE).value().orElseThrow();

    for (var fence : new long[] {FENCE - 1, FENCE + 1}) {
      assertThat(status.moveTo(COMPLETED, fence).refusal())
          .contains(TransitionRefusal.STALE_EXECUTION_FENCE);
      assertThat(status.nextEvent(fence).refusal())
          .contains(TransitionRefusal.STALE_EXECUTION_FENCE);
      assertThat(status.closeInput(fence).refusal())
          .contains(TransitionRefusal.STALE_EXECUTION_FENCE);
      assertThat(ended.moveTo(FAILED, fence).refusal())
          .contains(TransitionRefusal.STALE_EXECUTION_FENCE);
    }
  }

  @Test
  void refusesAStateThatDoesNotFollow() {
    var refused = status(ACCEPTED).moveTo(COMPLETED, FENCE);

    assertThat(refused.refusal()).contains(TransitionRefusal.INVALID_STATE_TRANSITION);
    assertThat(refused.value()).isEmpty();
    assertThat(refused.<String>fold(changed -> "changed", Enum::name))
        .isEqualTo("INVALID_STATE_TRANSITION");
  }

  @Test
  void closesItsInputOnce() {
    var closed = status(RUNNING).closeInput(FENCE).value().orElseThrow();

    assertThat(closed.inputOpen()).isFalse();
    assertThat(closed.outputOpen()).isTrue();
    assertThat(closed.closeInput(FENCE).refusal())
        .contains(TransitionRefusal.EXECUTION_INPUT_CLOSED);
  }

  @Test
  void countsItsEvents() {
    assertThat(status(RUNNING).nextEvent(FENCE).value().orElseThrow().sequence()).isEqualTo(8);
  }

  @Test
  void saysWhyItFailedAndForgetsTroubleThatPassed() {
    var trouble = RuntimeError.of(RuntimeErrorCategory.BACKPRESSURE, "slow_reader", "It waits.");
    var slow = status(RUNNING).moveTo(BACKPRESSURED, trouble, FENCE).value().orElseThrow();

    assertThat(slow.error()).contains(trouble);
    assertThat(slow.moveTo(RUNNING, FENCE).value().orElseThrow().error()).isEmpty();
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> slow.moveTo(COMPLETED, trouble, FENCE))
        .withMessageStartingWith("/error ");
  }

  @Test
  void refusesTheReceiptOfAnotherExecution() {
    var other = "receipt://execution-plane/" + ExecutionRef.derive("tenant", "other") + "/3";

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(
            () ->
                new ActiveStatus(
                    REF, FAILED, FENCE, 7, false, false, Optional.empty(), Optional.of(other)))
        .withMessage("/receipt_ref must name the execution");
  }

  @ParameterizedTest
  @EnumSource(RuntimeErrorCategory.class)
  void neverAdvisesToRetryWhatMayHaveHappened(RuntimeErrorCategory category) {
    var error = RuntimeError.of(category, "code", "It went wrong.");

    assertThat(error.retryable() && error.ambiguous()).isFalse();
  }

  @Test
  void knowsWhichTroublePassesAndWhichLeavesTheEffectOpen() {
    var all = EnumSet.allOf(RuntimeErrorCategory.class);

    assertThat(all.stream().filter(RuntimeErrorCategory::isRetryable))
        .containsExactly(RuntimeErrorCategory.UNAVAILABLE, RuntimeErrorCategory.BACKPRESSURE);
    assertThat(all.stream().filter(RuntimeErrorCategory::isAmbiguous))
        .containsExactly(
            RuntimeErrorCategory.TIMEOUT,
            RuntimeErrorCategory.TRANSPORT_LOST,
            RuntimeErrorCategory.AMBIGUOUS);
  }

  private static ActiveStatus status(ActiveState state) {
    return new ActiveStatus(REF, state, FENCE, 7, true, true, Optional.empty(), Optional.empty());
  }
}
