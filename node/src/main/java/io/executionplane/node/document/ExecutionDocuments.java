package io.executionplane.node.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.view.ExecutionPage;
import java.util.Locale;
import java.util.Optional;

/** Executions. */
public final class ExecutionDocuments {

  /** How an execution ended. */
  public static final Contract<ExecutionResult> RESULT = Contract.of(ExecutionResult.class);

  private ExecutionDocuments() {}

  /** Where an execution stands, and how it ended. */
  public static ObjectNode of(ExecutionView view) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("execution_ref", view.ref().text());
    put(node, "status", view.status().map(ExecutionDocuments::name));
    put(node, "tenant_id", view.tenantId());
    put(node, "request_id", view.requestId());
    put(node, "lane_id", view.laneId());
    put(node, "operation", view.state().operation());
    put(node, "program", program(view));
    put(node, "target_id", view.targetId());
    addAuthority(node, view);
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

  /** The file that was executed, where one was. */
  private static Optional<String> program(ExecutionView view) {
    return view.state()
        .facts()
        .named(ProcessFact.Launched.NAME)
        .map(fact -> fact.payload().data().toNode())
        .map(data -> ProcessFact.Launched.CONTRACT.decode(data).executable());
  }

  private static void addAuthority(ObjectNode node, ExecutionView view) {
    var by = view.state().authority();
    if (by.isEmpty()) {
      node.putNull("authority");
      return;
    }
    var authority = node.putObject("authority").put("verifier_id", by.get().verifierId());
    put(authority, "issuer", by.get().issuer());
    put(authority, "subject", by.get().subject());
  }

  /** A page of them. */
  public static ObjectNode of(ExecutionPage page) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("executions");
    page.executions().forEach(view -> list.add(of(view)));
    put(document, "next_page_token", page.nextPageToken());
    return document;
  }

  public static String name(ExecutionStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
  }
}
