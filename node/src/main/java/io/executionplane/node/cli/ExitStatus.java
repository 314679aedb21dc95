package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.lane.process.ProcessResult;
import io.executionplane.node.document.ExecutionDocuments;

/** What {@code ep} exits with, as {@code timeout(1)} and shells use the numbers. */
final class ExitStatus {

  static final int OK = 0;

  /** Stopped because its time was up. */
  static final int TIMED_OUT = 124;

  /** Refused, wrongly called, or the plane failed. */
  static final int PLANE = 125;

  /** The command was found and cannot be executed. */
  static final int NOT_EXECUTABLE = 126;

  /** The command was not found. */
  static final int NOT_FOUND = 127;

  /** The user interrupted it. */
  static final int INTERRUPTED = 130;

  /** Whoever read our output went away, as if by SIGPIPE. */
  static final int OUTPUT_CLOSED = 141;

  /** The connection to a server was lost: what became of the execution is not known here. */
  static final int CONNECTION_LOST = 255;

  private ExitStatus() {}

  /** What {@code ep run} exits with after this result. */
  static int of(ExecutionResult result) {
    return switch (result.status()) {
      case SUCCEEDED -> OK;
      case TIMED_OUT -> TIMED_OUT;
      case FAILED -> ofFailed(result);
      default -> PLANE;
    };
  }

  /** The same, from the document of an execution that has ended. */
  static int of(JsonNode execution) {
    var result = execution.path("result");
    return result.isObject() ? of(ExecutionDocuments.RESULT.decode(result)) : PLANE;
  }

  private static int ofFailed(ExecutionResult result) {
    return result
        .output()
        .flatMap(ProcessResult::read)
        .map(ended -> ended.exit().shellStatus())
        .orElseGet(() -> result.failure().map(ExitStatus::ofFailure).orElse(PLANE));
  }

  private static int ofFailure(Failure failure) {
    return switch (failure.code()) {
      case "command_not_found" -> NOT_FOUND;
      case "command_not_executable" -> NOT_EXECUTABLE;
      default -> PLANE;
    };
  }
}
