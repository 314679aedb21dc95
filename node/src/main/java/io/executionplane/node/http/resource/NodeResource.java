package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.node.NodeDescription;
import io.executionplane.node.document.NodeDocuments;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.caller.Role;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What this node can do, who is in its cluster, and its end. */
public final class NodeResource {

  private final Service service;
  private final Readiness readiness;

  public NodeResource(Service service, Readiness readiness) {
    this.service = service;
    this.readiness = readiness;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/node", "describeNode")
            .does("Says what this node can do, and what was measured.")
            .forAny(Role.READ, Role.SUBMIT, Role.AUDIT)
            .answering(Answer.json(200, "Node", "The node."))
            .by(call -> described(node -> document(node))),
        Operation.get("/v1/lanes", "listLanes")
            .does("Lists the lanes of this node.")
            .forAny(Role.READ, Role.SUBMIT, Role.AUDIT)
            .answering(Answer.json(200, "LaneList", "The lanes."))
            .by(call -> described(node -> NodeDocuments.lanes(node.lanes()))),
        Operation.get("/v1/cluster", "describeCluster")
            .does("Lists the nodes that work together, and where each target is.")
            .forAny(Role.READ, Role.SUBMIT, Role.AUDIT)
            .answering(Answer.json(200, "Cluster", "The cluster."))
            .by(call -> described(NodeResource::cluster)),
        Operation.post("/v1/node:drain", "drainNode")
            .does("Takes nothing new from now on. What runs goes on; again changes nothing.")
            .forAny(Role.OPERATE)
            .answering(Answer.json(202, "Node", "It takes nothing new any more."))
            .by(this::drain));
  }

  private CompletionStage<HttpResponse> described(Function<NodeDescription, ObjectNode> view) {
    return service.plane().describe().thenApply(node -> Answers.ok(view.apply(node)));
  }

  private ObjectNode document(NodeDescription node) {
    return NodeDocuments.of(node, service.plane().audience())
        .put("status", readiness.isDraining() ? "draining" : "up");
  }

  /** A node that works alone is all of its cluster, and has no shards. */
  private static ObjectNode cluster(NodeDescription node) {
    var document = JsonNodeFactory.instance.objectNode();
    document
        .putArray("members")
        .addObject()
        .put("node_id", node.nodeId())
        .put("status", "up")
        .putArray("roles");
    document.putArray("shards");
    var targets = document.putObject("targets");
    node.targets().forEach(target -> targets.put(target.descriptor().targetId(), node.nodeId()));
    return document;
  }

  private CompletionStage<HttpResponse> drain(Call call) {
    readiness.drain();
    return service.plane().describe().thenApply(node -> Answers.json(202, document(node)));
  }
}
