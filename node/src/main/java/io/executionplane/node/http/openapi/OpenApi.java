package io.executionplane.node.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.caller.Role;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document of a table of operations. The same table gives the same document. */
public final class OpenApi {

  private static final String BEARER = "bearer";
  private static final String CERTIFICATE = "certificate";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OpenApi() {}

  public static ObjectNode of(List<Operation> operations) {
    var document = JSON.objectNode().put("openapi", "3.1.0");
    document.set("info", info());
    document.putArray("servers").addObject().put("url", "http://127.0.0.1:7480");
    var tags = document.putArray("tags");
    operations.stream()
        .map(Tag::of)
        .distinct()
        .sorted()
        .forEach(
            tag -> tags.addObject().put("name", tag.text()).put("description", tag.description()));
    var paths = document.putObject("paths");
    for (var operation : operations) {
      paths
          .withObjectProperty(operation.path().openApi())
          .set(operation.method().value().toLowerCase(Locale.ROOT), operation(operation));
    }
    var components = document.putObject("components");
    components.set("schemas", Schemas.of(operations));
    components.set("responses", Responses.components());
    components.set("securitySchemes", securitySchemes());
    return document;
  }

  private static ObjectNode info() {
    var info = JSON.objectNode().put("title", "Execution Plane").put("version", "1");
    info.put(
        "description",
        "Governed execution: every effect is asked for, judged, recorded and provable. Problems"
            + " are application/problem+json (RFC 9457); their types have pages under /problems/.");
    info.putObject("license").put("name", "MIT").put("identifier", "MIT");
    return info;
  }

  private static ObjectNode securitySchemes() {
    var schemes = JSON.objectNode();
    schemes
        .putObject(BEARER)
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "A token that the node lists, or that of its data directory (ep token).");
    schemes
        .putObject(CERTIFICATE)
        .put("type", "mutualTLS")
        .put("description", "A certificate that the node lists.");
    return schemes;
  }

  private static ObjectNode operation(Operation operation) {
    var node = JSON.objectNode().put("operationId", operation.id());
    node.put("summary", operation.summary());
    node.put("description", operation.summary() + who(operation));
    node.putArray("tags").add(Tag.of(operation).text());
    var security = node.putArray("security");
    if (!operation.roles().isEmpty()) {
      security.addObject().putArray(BEARER);
      security.addObject().putArray(CERTIFICATE);
    }
    var parameters = Parameters.of(operation);
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
    operation.body().ifPresent(body -> node.set("requestBody", body(body)));
    node.set("responses", Responses.of(operation));
    return node;
  }

  private static String who(Operation operation) {
    return operation.roles().isEmpty()
        ? " Everybody may, without a token."
        : operation.roles().stream()
            .sorted()
            .map(Role::text)
            .collect(Collectors.joining(", ", " Needs one of the roles ", ", operate."))
            .replace("operate, operate.", "operate.");
  }

  private static ObjectNode body(Operation.Body body) {
    var node = JSON.objectNode().put("required", body.isRequired());
    var content = node.putObject("content").putObject(body.mediaType());
    if (body.schema().isEmpty()) {
      content.putObject("schema").put("type", "string").put("format", "binary");
    } else {
      content.set("schema", Schemas.reference(body.schema()));
    }
    return node;
  }
}
