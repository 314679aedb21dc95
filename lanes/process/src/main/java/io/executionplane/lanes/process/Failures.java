package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.OutputLimitReached;
import java.util.concurrent.CompletionException;

/**
 * What goes wrong, in the words of the record. Never a value of the order's environment or input.
 */
final class Failures {

  /** Longest reason that a record holds; a path may be longer. */
  private static final int REASON_LENGTH_MAX = 1024;

  private Failures() {}

  /** The command could not be started. */
  static LaneFailure launch(SpawnFailed failed) {
    var code =
        switch (failed.kind()) {
          case NOT_FOUND -> "command_not_found";
          case NOT_EXECUTABLE -> "command_not_executable";
          case BAD_CWD -> "cwd_unusable";
          case BAD_USER -> "user_unusable";
          case TOO_LARGE -> "arguments_too_large";
          case RESOURCE -> "resources_exhausted";
          case NOT_ADMITTED -> "not_contained";
          case OTHER -> "launch_failed";
        };
    return of(FailureClass.LAUNCH_FAILED, code, String.valueOf(failed.getMessage()));
  }

  /** The order names a target that this lane does not have. */
  static LaneFailure noSuchTarget(String targetId) {
    return of(
        FailureClass.PLACEMENT_UNAVAILABLE,
        "target_missing",
        "this lane has no target " + targetId);
  }

  /** Output could not be stored, or was not allowed to be more. */
  static RuntimeException output(StreamName stream, Throwable cause) {
    var known = unwrap(cause);
    if (known instanceof LaneFailure || known instanceof OutputLimitReached) {
      return (RuntimeException) known;
    }
    return transport("output_not_stored", stream + " could not be stored", known);
  }

  /** A session's output came in lines, and then in one that is too long for any reader of lines. */
  static LaneFailure lineTooLong(int lineBytesMax) {
    return of(
        FailureClass.PROTOCOL_FRAMING_FAILED,
        "line_too_long",
        "its output has a line of more than " + lineBytesMax + " bytes");
  }

  /** Input broke off, and the command must not take what it has for all of it. */
  static RuntimeException input(Throwable cause) {
    var known = unwrap(cause);
    return known instanceof LaneFailure failure
        ? failure
        : transport("input_broken", "the input broke off", known);
  }

  /** The lane itself cannot go on. */
  static RuntimeException broken(Throwable cause) {
    var known = unwrap(cause);
    return known instanceof LaneFailure failure
        ? failure
        : transport("lane_broken", "the lane could not go on", known);
  }

  static LaneFailure cutOff() {
    return of(FailureClass.TRANSPORT_FAILED, "cut_off", "the lane was cut off");
  }

  static Throwable unwrap(Throwable cause) {
    return cause instanceof CompletionException && cause.getCause() != null
        ? unwrap(cause.getCause())
        : cause;
  }

  /** The kind of the cause only: its message may hold anything. */
  private static LaneFailure transport(String code, String reason, Throwable cause) {
    var failure =
        of(FailureClass.TRANSPORT_FAILED, code, reason + ": " + cause.getClass().getSimpleName());
    failure.initCause(cause);
    return failure;
  }

  private static LaneFailure of(FailureClass failureClass, String code, String reason) {
    var fitting =
        reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
    return new LaneFailure(failureClass, code, fitting);
  }
}
