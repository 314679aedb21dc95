package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.node.execution.SubmitReply;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says in one line why a request leads to nothing. */
final class Refusals {

  private Refusals() {}

  static String say(SubmitReply reply) {
    if (reply instanceof SubmitReply.KeyReused) {
      return "refused: this key was used for another request";
    }
    if (reply instanceof SubmitReply.NotRecorded failed) {
      return "not run: " + failed.reason();
    }
    if (reply instanceof SubmitReply.Shed shed) {
      return "not run: as much runs and waits as may (%s); try again in %d s"
          .formatted(shed.budget(), shed.retryAfter().toSeconds());
    }
    return ((SubmitReply.Receipt) reply)
        .rejection()
        .map(Refusals::say)
        .orElse("refused, for a reason that was not recorded");
  }

  /** What a server has said (RFC 9457). */
  static String say(JsonNode problem) {
    var ref = problem.path("execution_ref").asText();
    var pointer = problem.path("pointer").asText();
    var candidates =
        StreamSupport.stream(problem.path("candidates").spliterator(), false)
            .map(each -> each.path("target_id").asText() + ": " + each.path("objection").asText())
            .collect(Collectors.joining("; "));
    return (ref.isEmpty() ? "" : ref + " ")
        + "refused: "
        + problem.path("detail").asText("without a reason")
        + " ("
        + problem.path("code").asText("unknown")
        + (pointer.isEmpty() ? "" : " at " + pointer)
        + ")"
        + (candidates.isEmpty() ? "" : " — " + candidates);
  }

  private static String say(Rejection rejection) {
    var reason = rejection.reason().name().toLowerCase(Locale.ROOT);
    var code = rejection.code().map(finer -> "/" + finer).orElse("");
    var pointer = rejection.pointer().map(at -> " at " + at).orElse("");
    var candidates =
        rejection.candidates().stream()
            .map(candidate -> candidate.targetId() + ": " + candidate.objection())
            .collect(Collectors.joining("; "));
    return "refused: "
        + rejection.message()
        + " ("
        + reason
        + code
        + pointer
        + ")"
        + (candidates.isEmpty() ? "" : " — " + candidates);
  }
}
