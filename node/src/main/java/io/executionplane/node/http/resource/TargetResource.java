package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.node.NodeDescription;
import io.executionplane.node.document.NodeDocuments;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.target.TargetStanding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The targets of this node: measured, taken out of selection, taken back. */
public final class TargetResource {

  private static final int REASON_MAX = 256;

  private final Service service;

  public TargetResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/targets", "listTargets")
            .does("Lists the targets of this node, with what was measured of each.")
            .forAny(Role.READ, Role.SUBMIT, Role.AUDIT)
            .answering(Answer.json(200, "TargetList", "The targets."))
            .by(call -> service.plane().describe().thenApply(TargetResource::list)),
        Operation.post("/v1/targets/{id}:probe", "probeTarget")
            .does("Measures a target now; what is found counts from then on.")
            .forAny(Role.OPERATE)
            .answering(Answer.json(200, "Probe", "What was found."))
            .by(this::probe),
        change(
            "drain",
            "drainTarget",
            "Takes a target out of selection; what runs there goes on.",
            (id, by, why) -> service.plane().drainTarget(id, by, why)),
        change(
            "resume",
            "resumeTarget",
            "Takes a drained or revoked target back into selection.",
            (id, by, why) -> service.plane().resumeTarget(id, by, why)),
        change(
            "revoke",
            "revokeTarget",
            "Takes a target out of selection, and stops what runs there.",
            (id, by, why) -> service.plane().revokeTarget(id, by, why)));
  }

  private static HttpResponse list(NodeDescription node) {
    return Answers.ok(NodeDocuments.targets(node));
  }

  // --- Measured

  private CompletionStage<HttpResponse> probe(Call call) {
    return service
        .plane()
        .probeTarget(call.at("id"))
        .thenApply(
            probed -> Answers.ok(NodeDocuments.of(probed.orElseThrow(TargetResource::unknown))));
  }

  // --- Changed

  /** Changes how a target stands, and records who wanted it and why. */
  private interface Change {

    CompletionStage<Optional<TargetStanding>> make(String targetId, String by, String reason);
  }

  private Operation change(String action, String id, String does, Change change) {
    return Operation.post("/v1/targets/{id}:" + action, id)
        .does(does)
        .forAny(Role.OPERATE)
        .taking(
            Parameter.query(
                "reason", ValueType.STRING, "Why, for the record; at most 256 characters."))
        .answering(Answer.json(200, "TargetStanding", "How it stands now."))
        .by(call -> changed(call, change));
  }

  private CompletionStage<HttpResponse> changed(Call call, Change change) {
    var reason = call.query("reason").orElse("asked for over HTTP");
    if (reason.isBlank() || reason.length() > REASON_MAX) {
      throw Call.wrong("reason", "must have 1 to " + REASON_MAX + " characters");
    }
    var id = call.at("id");
    return change
        .make(id, call.caller().subject(), reason)
        .thenApply(standing -> standing(id, standing.orElseThrow(TargetResource::unknown)));
  }

  private static HttpResponse standing(String id, TargetStanding standing) {
    return Answers.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("target_id", id)
            .put("standing", standing.name().toLowerCase(Locale.ROOT)));
  }

  private static ProblemException unknown() {
    return Problem.of(ProblemType.NOT_FOUND, "there is no such target")
        .withCode("target_not_found")
        .toException();
  }
}
