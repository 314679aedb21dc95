package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the process lane ends with. */
public sealed interface ProcessResult permits ProcessOutput, ProcessSessionOutput {

  /** How the command ended. */
  ProcessExit exit();

  /** Which limits of its caller's it, or something that it started, ran into. */
  List<ProcessLimit> limitsReached();

  /** The result that an output holds; empty where it is one of another lane. */
  static Optional<ProcessResult> read(JsonObject output) {
    var document = output.toNode();
    if (document.has("ended_by") && document.has("exit")) {
      return Optional.of(ProcessSessionOutput.CONTRACT.decode(document));
    }
    return document.has("exit")
        ? Optional.of(ProcessOutput.CONTRACT.decode(document))
        : Optional.empty();
  }
}
