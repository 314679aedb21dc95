package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.lane.process.ProcessResult;
import io.executionplane.node.document.ExecutionDocuments;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Executions as rows for people, from the documents for programs. */
final class ExecutionTables {

  private ExecutionTables() {}

  /** A page of them. */
  static Table list(JsonNode page) {
    var table = Table.withHeader("EXECUTION", "STATUS", "EXIT", "ADMITTED", "LANE", "WHAT");
    for (var execution : page.path("executions")) {
      table.row(
          text(execution, "execution_ref").orElse("-"),
          text(execution, "status").orElse("damaged"),
          exit(execution).orElse("-"),
          text(execution, "admitted_at").map(at -> Times.text(Instant.parse(at))).orElse("-"),
          text(execution, "lane_id").orElse("-"),
          text(execution, "program").orElse("-"));
    }
    return table;
  }

  /** One of them: names and values. */
  static Table one(JsonNode execution) {
    var table = Table.plain();
    table.row("execution", text(execution, "execution_ref").orElse("-"));
    table.row("status", text(execution, "status").orElse("damaged"));
    exit(execution).ifPresent(exit -> table.row("exit", exit));
    row(table, execution, "request", "request_id");
    text(execution, "operation")
        .ifPresent(
            name -> table.row("operation", text(execution, "lane_id").orElse("?") + " " + name));
    row(table, execution, "program", "program");
    row(table, execution, "target", "target_id");
    addAuthority(table, execution.path("authority"));
    row(table, execution, "admitted", "admitted_at");
    row(table, execution, "ended", "ended_at");
    execution
        .path("labels")
        .properties()
        .forEach(label -> table.row("label", label.getKey() + "=" + label.getValue().asText()));
    result(execution).ifPresent(result -> addResult(table, result));
    table.row("events", execution.path("events").asText());
    row(table, execution, "defect", "defect");
    return table;
  }

  private static void row(Table table, JsonNode execution, String name, String field) {
    text(execution, field).ifPresent(value -> table.row(name, value));
  }

  private static void addAuthority(Table table, JsonNode authority) {
    text(authority, "verifier_id")
        .ifPresent(
            verifier ->
                table.row(
                    "authority",
                    verifier
                        + text(authority, "issuer").map(name -> ", issuer " + name).orElse("")
                        + text(authority, "subject").map(name -> ", subject " + name).orElse("")));
  }

  private static void addResult(Table table, ExecutionResult result) {
    result.failure().ifPresent(why -> table.row("failure", why.code() + ": " + why.reason()));
    result.rejection().ifPresent(why -> table.row("refused", why.message()));
    result
        .containment()
        .ifPresent(
            held ->
                table.row(
                    "containment",
                    held.means().name().toLowerCase(Locale.ROOT)
                        + ", survivors "
                        + held.survivors().map(String::valueOf).orElse("unknown")));
    for (var stream : result.streams()) {
      table.row(
          stream.stream().text(),
          stream.totalBytes()
              + " bytes, "
              + stream.capturedBytes()
              + " stored, "
              + stream.ending().name().toLowerCase(Locale.ROOT)
              + ", "
              + stream.sha256());
    }
  }

  private static Optional<ExecutionResult> result(JsonNode execution) {
    return Optional.of(execution.path("result"))
        .filter(JsonNode::isObject)
        .map(ExecutionDocuments.RESULT::decode);
  }

  private static Optional<String> exit(JsonNode execution) {
    return result(execution)
        .flatMap(ExecutionResult::output)
        .flatMap(ProcessResult::read)
        .map(ended -> Summary.say(ended.exit()));
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
