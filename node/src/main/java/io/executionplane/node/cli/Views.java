package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.lane.process.ProcessResult;
import io.executionplane.journal.read.ExecutionView;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** An execution as it is shown: a document for programs, rows for people. */
final class Views {

  static final Contract<ExecutionResult> RESULT = Contract.of(ExecutionResult.class);

  private Views() {}

  static ObjectNode document(ExecutionView view) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("execution_ref", view.ref().text());
    put(node, "status", view.status().map(Views::name));
    put(node, "tenant_id", view.tenantId());
    put(node, "request_id", view.requestId());
    put(node, "lane_id", view.laneId());
    put(node, "operation", view.state().operation());
    put(node, "target_id", view.targetId());
    put(node, "admitted_at", view.state().admittedAt().map(Timestamps::text));
    put(node, "started_at", view.state().startedAt().map(Timestamps::text));
    put(node, "ended_at", view.state().endedAt().map(Timestamps::text));
    node.put("events", view.events());
    var labels = node.putObject("labels");
    view.labels().forEach(labels::put);
    view.state()
        .result()
        .ifPresentOrElse(
            result -> node.set("result", RESULT.encode(result)), () -> node.putNull("result"));
    view.defect().ifPresent(defect -> node.put("defect", defect));
    return node;
  }

  static String[] row(ExecutionView view) {
    return new String[] {
      view.ref().text(),
      view.status().map(Views::name).orElse("damaged"),
      exit(view).orElse("-"),
      view.state().admittedAt().map(Views::time).orElse("-"),
      view.laneId().orElse("-"),
      executable(view).orElse("-")
    };
  }

  /** Names and values, one a row. */
  static Table table(ExecutionView view) {
    var table = Table.plain();
    table.row("execution", view.ref().text());
    table.row("status", view.status().map(Views::name).orElse("damaged"));
    exit(view).ifPresent(exit -> table.row("exit", exit));
    view.requestId().ifPresent(id -> table.row("request", id));
    view.state().operation().ifPresent(name -> table.row("operation", lane(view) + " " + name));
    executable(view).ifPresent(path -> table.row("program", path));
    view.targetId().ifPresent(id -> table.row("target", id));
    view.state()
        .authority()
        .ifPresent(
            by ->
                table.row(
                    "authority",
                    by.verifierId()
                        + by.issuer().map(name -> ", issuer " + name).orElse("")
                        + by.subject().map(name -> ", subject " + name).orElse("")));
    view.state().admittedAt().ifPresent(at -> table.row("admitted", Timestamps.text(at)));
    view.state().endedAt().ifPresent(at -> table.row("ended", Timestamps.text(at)));
    view.labels().forEach((name, value) -> table.row("label", name + "=" + value));
    view.state().result().ifPresent(result -> addResult(table, result));
    table.row("events", Long.toString(view.events()));
    view.defect().ifPresent(defect -> table.row("defect", defect));
    return table;
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

  static String name(ExecutionStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** To the second: people compare, programs read the document. */
  static String time(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond()).toString();
  }

  private static String lane(ExecutionView view) {
    return view.laneId().orElse("?");
  }

  private static Optional<String> exit(ExecutionView view) {
    return view.state()
        .result()
        .flatMap(ExecutionResult::output)
        .flatMap(ProcessResult::read)
        .map(ended -> Summary.say(ended.exit()));
  }

  private static Optional<String> executable(ExecutionView view) {
    return view.state()
        .facts()
        .named(ProcessFact.Launched.NAME)
        .map(fact -> fact.payload().data().toNode())
        .map(data -> ProcessFact.Launched.CONTRACT.decode(data).executable());
  }

  private static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
  }
}
