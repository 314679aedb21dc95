package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The one line that says how an execution ended. */
final class Summary {

  private Summary() {}

  /** For example {@code ex_… failed · exit 3 · 37 ms · 8 events · verified}. */
  static String line(ExecutionResult result, JsonNode verification) {
    var parts = new ArrayList<String>();
    parts.add(result.executionRef() + " " + result.status().name().toLowerCase(Locale.ROOT));
    result.output().flatMap(ProcessResult::read).ifPresent(ended -> parts.addAll(say(ended)));
    result.failure().ifPresent(failure -> parts.add(failure.code()));
    result.metrics().ifPresent(metrics -> parts.add(millis(metrics) + " ms"));
    if (verification.has("events")) {
      parts.add(verification.path("events").asText() + " events");
    }
    parts.add(say(verification));
    return Inert.text(String.join(" · ", parts));
  }

  private static List<String> say(ProcessResult ended) {
    return Stream.concat(
            Stream.of(say(ended.exit())),
            ended.limitsReached().stream().map(limit -> limit.text() + " limit reached"))
        .toList();
  }

  static String say(ProcessExit exit) {
    if (exit instanceof ProcessExit.Signal signal) {
      return "signal " + signal.signal() + " (" + signal.name() + ")";
    }
    return exit instanceof ProcessExit.Status status
        ? "status " + status.status() + " (a code, or a signal and 128)"
        : "exit " + exit.shellStatus();
  }

  private static long millis(ExecutionMetrics metrics) {
    return TimeUnit.MICROSECONDS.toMillis(
        metrics.admissionMicros() + metrics.startMicros() + metrics.runMicros());
  }

  private static String say(JsonNode verification) {
    return switch (verification.path("verdict").asText()) {
      case "verified" -> "verified";
      case "failed" -> "NOT VERIFIED: " + first(verification.path("failed"));
      default -> "verified in part: " + first(verification.path("not_checked"));
    };
  }

  private static String first(JsonNode findings) {
    var finding = findings.path(0);
    return finding.path("place").asText() + ": " + finding.path("finding").asText();
  }
}
