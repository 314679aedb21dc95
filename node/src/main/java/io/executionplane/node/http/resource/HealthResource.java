package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Says whether the node lives, and whether it takes work: for load balancers, without a token. */
public final class HealthResource {

  private final Service service;
  private final Readiness readiness;

  public HealthResource(Service service, Readiness readiness) {
    this.service = service;
    this.readiness = readiness;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        check("/livez", "isLive", "Says whether the node lives.", this::alive),
        check("/readyz", "isReady", "Says whether the node takes requests.", this::ready),
        check("/startupz", "isStarted", "Says whether the node has started.", this::alive));
  }

  /** Named checks, and whether each is well. */
  private interface Checks {

    Map<String, Boolean> look();
  }

  private Operation check(String path, String id, String does, Checks checks) {
    return Operation.get(path, id)
        .does(does)
        .answering(
            Answer.json(200, "Health", "Yes."), Answer.json(503, "Health", "No: a check failed."))
        .by(call -> answer(checks));
  }

  private CompletionStage<HttpResponse> answer(Checks checks) {
    return service.reading(
        () -> {
          var found = checks.look();
          var isWell = !found.containsValue(false);
          var document =
              JsonNodeFactory.instance.objectNode().put("status", isWell ? "ok" : "failing");
          var list = document.putObject("checks");
          found.forEach((name, well) -> list.put(name, well ? "ok" : "failing"));
          return Answers.json(isWell ? 200 : 503, document);
        });
  }

  private Map<String, Boolean> alive() {
    return Map.of("store", isStoreThere());
  }

  private Map<String, Boolean> ready() {
    var checks = new LinkedHashMap<String, Boolean>();
    checks.put("store", isStoreThere());
    checks.put("admitting", !readiness.isDraining());
    return checks;
  }

  private boolean isStoreThere() {
    return service.plane().journal().loss().isEmpty();
  }
}
