package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.read.Resolution;
import io.executionplane.journal.view.ExecutionPage;
import io.executionplane.journal.view.InvalidPageTokenException;
import io.executionplane.journal.view.ListQuery;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Finds executions, shows them, and stops them. */
public final class ExecutionResource {

  private static final int PAGE_DEFAULT = 50;
  private static final String LABEL = "label.";

  private final Service service;

  public ExecutionResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(list(), show(), cancel());
  }

  private Operation list() {
    return Operation.get("/v1/executions", "listExecutions")
        .does("Lists executions, newest first.")
        .forAny(Role.READ, Role.AUDIT, Role.SUBMIT)
        .taking(
            Parameter.query("status", ValueType.STRING, "Only these states.").repeated(),
            Parameter.query("lane", ValueType.STRING, "Only this lane."),
            Parameter.query("target", ValueType.STRING, "Only this target."),
            Parameter.query(
                "tenant", ValueType.STRING, "Only this tenant; of others only for auditors."),
            Parameter.query("label.*", ValueType.STRING, "Only those whose label has this value."),
            Parameter.query(
                "since", ValueType.STRING, "Admitted at this time (RFC 3339) or later."),
            Parameter.query("until", ValueType.STRING, "Admitted before this time (RFC 3339)."),
            Parameter.query(
                "page_size",
                ValueType.INTEGER,
                "At most so many, 1 to "
                    + ListQuery.LIMIT_MAX
                    + "; "
                    + PAGE_DEFAULT
                    + " if absent."),
            Parameter.query("page_token", ValueType.STRING, "next_page_token of the page before."),
            Parameter.query(
                "q",
                ValueType.STRING,
                "Only those whose ref begins so: at least 6 characters after ex_, which may be left"
                    + " out. At most a few, and not together with other parameters."))
        .answering(Answer.json(200, "ExecutionPage", "A page of executions."))
        .by(this::list);
  }

  private Operation show() {
    return Operation.get("/v1/executions/{ref}", "showExecution")
        .does("Says where an execution stands, and how it ended.")
        .forAny(Role.READ, Role.AUDIT, Role.SUBMIT)
        .taking(
            Parameter.query(
                "wait", ValueType.INTEGER, "Waits for its end, at most so many seconds."))
        .answering(Answer.json(200, "Execution", "The execution."))
        .by(this::show);
  }

  private Operation cancel() {
    return Operation.post("/v1/executions/{ref}:cancel", "cancelExecution")
        .does("Asks for an execution to be stopped; again changes nothing.")
        .forAny(Role.SUBMIT)
        .answering(
            Answer.json(202, "Receipt", "The wish is recorded; the end comes."),
            Answer.json(200, "Receipt", "It is over already."))
        .by(this::cancel);
  }

  // --- List

  private CompletionStage<HttpResponse> list(Call call) {
    if (call.query("q").isPresent()) {
      return begun(call, call.query("q").get());
    }
    var query = query(call);
    return service.reading(() -> Answers.ok(ExecutionDocuments.of(page(query))));
  }

  private CompletionStage<HttpResponse> begun(Call call, String beginning) {
    if (call.query().size() > 1) {
      throw Call.wrong("q", "cannot be given together with other parameters");
    }
    return service.reading(
        () -> {
          var reader = service.plane().journal().reader();
          var found =
              meant(reader.resolve(beginning)).stream()
                  .flatMap(ref -> reader.find(ref).stream())
                  .filter(view -> view.tenantId().map(call.caller()::sees).orElse(false))
                  .toList();
          return Answers.ok(ExecutionDocuments.of(new ExecutionPage(found, Optional.empty())));
        });
  }

  private static List<ExecutionRef> meant(Resolution resolution) {
    if (resolution instanceof Resolution.Found found) {
      return List.of(found.ref());
    }
    return resolution instanceof Resolution.Ambiguous several ? several.candidates() : List.of();
  }

  private ExecutionPage page(ListQuery query) {
    try {
      return service.plane().journal().executions().page(query);
    } catch (InvalidPageTokenException wrong) {
      throw Call.wrong("page_token", String.valueOf(wrong.getMessage()));
    }
  }

  private ListQuery query(Call call) {
    var size = call.number("page_size", 1, ListQuery.LIMIT_MAX).orElse((long) PAGE_DEFAULT);
    return new ListQuery(
        size.intValue(),
        statuses(call),
        call.query("lane"),
        call.query("target"),
        tenant(call),
        labels(call),
        time(call, "since"),
        time(call, "until"),
        call.query("page_token"));
  }

  private static Optional<String> tenant(Call call) {
    if (call.caller().seesAllTenants()) {
      return call.query("tenant");
    }
    var own = call.caller().tenantId();
    if (call.query("tenant").filter(wanted -> !wanted.equals(own)).isPresent()) {
      throw Problem.of(ProblemType.ROLE_MISSING, "another tenant's executions need the role audit")
          .toException();
    }
    return Optional.of(own);
  }

  private static Set<ExecutionStatus> statuses(Call call) {
    var statuses = EnumSet.noneOf(ExecutionStatus.class);
    for (var name : call.all("status")) {
      statuses.add(
          EnumSet.allOf(ExecutionStatus.class).stream()
              .filter(status -> ExecutionDocuments.name(status).equals(name))
              .findFirst()
              .orElseThrow(() -> Call.wrong("status", "must be the name of a state")));
    }
    return statuses;
  }

  private static Map<String, String> labels(Call call) {
    var labels = new HashMap<String, String>();
    call.query()
        .forEach(
            (name, values) -> {
              if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), values.get(0));
              }
            });
    return labels;
  }

  private static Optional<Instant> time(Call call, String name) {
    try {
      return call.query(name).map(Instant::parse);
    } catch (DateTimeParseException malformed) {
      throw Call.wrong(name, "must be a time, for example 2026-11-30T12:00:00Z");
    }
  }

  // --- Show

  private CompletionStage<HttpResponse> show(Call call) {
    var wait = Waits.asked(call, service.waitMax());
    var found = service.found(call);
    var known =
        wait.isEmpty()
            ? found
            : found.thenCompose(
                view ->
                    Service.isOver(view)
                        ? CompletableFuture.completedStage(view)
                        : Waits.inTime(
                                service.client(call.caller()).awaitResult(view.ref(), wait.get()))
                            .thenCompose(ended -> service.found(call)));
    return known.thenApply(view -> Answers.ok(ExecutionDocuments.of(view)));
  }

  // --- Cancel

  private CompletionStage<HttpResponse> cancel(Call call) {
    return service
        .found(call)
        .thenCompose(
            view ->
                Service.isOver(view)
                    ? CompletableFuture.completedStage(receipt(200, view))
                    : service
                        .client(call.caller())
                        .cancel(view.ref(), call.caller().subject())
                        .thenApply(asked -> receipt(202, view)));
  }

  private static HttpResponse receipt(int status, ExecutionView view) {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("execution_ref", view.ref().text())
            .put("status", view.status().map(ExecutionDocuments::name).orElse("unknown"));
    return Answers.json(status, document)
        .addHeader(RawHeader.create("Location", "/v1/executions/" + view.ref().text()));
  }
}
