package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How a diagnosis went.
 *
 * @param executionTimeMs how long it took, in milliseconds
 * @param targetClass what kind of target answered, for example {@code local-process-weak}
 * @param attestation what backs that, for example {@code weak_local}
 * @param reason why there is no payload; given exactly when the status is not ok
 */
public record DiagnosticVerdict(
    Status status,
    @Range(min = 0) long executionTimeMs,
    @Ref String targetClass,
    @Ref String attestation,
    Optional<Reason> reason) {

  private static final Rules RULES = Rules.of(DiagnosticVerdict.class);

  public DiagnosticVerdict {
    RULES
        .check(status, executionTimeMs, targetClass, attestation, reason)
        .and(
            () -> reason.isPresent() == (status != Status.OK),
            "reason",
            "must be given exactly when status is not ok")
        .and(
            () ->
                reason.isEmpty()
                    || (status == Status.TIMEOUT)
                        == reason.equals(Optional.of(Reason.TIMEOUT_EXCEEDED)),
            "reason",
            "must be timeout_exceeded exactly when status is timeout")
        .orThrow();
  }

  /** Whether there is a payload. */
  boolean isOk() {
    return status == Status.OK;
  }

  /** The outcomes. */
  public enum Status {
    OK,
    ERROR,
    TIMEOUT
  }

  /** Why there is no payload. */
  public enum Reason {
    /** There is no such operation. */
    UNSUPPORTED_OPERATION,
    /** The probe would leave the machine. */
    PROBE_TARGET_NOT_ALLOWED,
    /** Nobody answered the probe. */
    PROBE_FAILED,
    /** The path leads out of the workspace, or cannot be looked at. */
    WORKSPACE_UNAVAILABLE,
    /** The payload would be too large. */
    OUTPUT_SIZE_EXCEEDED,
    /** It took too long. */
    TIMEOUT_EXCEEDED
  }
}
