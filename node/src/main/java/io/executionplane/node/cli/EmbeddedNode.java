package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.document.NodeDocuments;
import java.util.Optional;

/** A node inside this JVM, which owns the data directory. */
final class EmbeddedNode implements NodeView {

  private final ExecutionPlane plane;

  EmbeddedNode(ExecutionPlane plane) {
    this.plane = plane;
  }

  @Override
  public ExecutionRef resolve(String text) {
    return Stores.resolve(plane.journal().reader(), text);
  }

  @Override
  public JsonNode cancel(ExecutionRef ref, String by) {
    var reply = Planes.await(plane, plane.client().cancel(ref, by));
    return JsonNodeFactory.instance
        .objectNode()
        .put("execution_ref", ref.text())
        .put(
            "status",
            reply
                .status()
                .map(ExecutionDocuments::name)
                .orElseThrow(() -> new CliException("there is no execution " + ref)));
  }

  @Override
  public JsonNode node() {
    return NodeDocuments.of(Planes.await(plane.describe()), plane.audience());
  }

  @Override
  public JsonNode lanes() {
    return NodeDocuments.lanes(Planes.await(plane.describe()).lanes());
  }

  @Override
  public JsonNode targets() {
    return NodeDocuments.targets(Planes.await(plane.describe()));
  }

  @Override
  public Optional<JsonNode> probe(String targetId) {
    return Planes.await(plane.probeTarget(targetId)).map(NodeDocuments::of);
  }

  @Override
  public void close() {
    plane.close();
  }
}
