package io.executionplane.node.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.node.http.api.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The schemas of bodies. Those of contracts are the published ones, and those that stand in them;
 * those of answers that are no contract are in {@code schemas.json} beside this class.
 */
final class Schemas {

  private static final String CONTRACTS = "/io/executionplane/contracts/schemas/";
  private static final String DEFINITIONS = "#/$defs/";
  private static final String COMPONENTS = "#/components/schemas/";
  private static final Pattern WORDS = Pattern.compile("(?:^|[._])([a-z0-9])");

  /** Names of the contracts among the schemas, and where each is published. */
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "AdmissionRequest", "boundary/admission_request.v1",
          "ExecutionResult", "boundary/execution_result.v1",
          "EvidenceEvent", "boundary/evidence_event.v1",
          "PersistencePosture", "runtime/persistence_posture.v1");

  private final Map<String, JsonNode> found = new TreeMap<>();

  private Schemas() {}

  /** All that operations name. */
  static ObjectNode of(List<Operation> operations) {
    var schemas = new Schemas();
    schemas.addAll(read("schemas.json"));
    PUBLISHED.forEach((name, file) -> schemas.addContract(name, file));
    operations.forEach(schemas::requireThoseOf);
    var node = JsonNodeFactory.instance.objectNode();
    schemas.found.forEach(node::set);
    return node;
  }

  static ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", COMPONENTS + name);
  }

  private void requireThoseOf(Operation operation) {
    operation.answers().forEach(answer -> require(answer.schema()));
    operation.body().ifPresent(body -> require(body.schema()));
  }

  private void require(String name) {
    if (!name.isEmpty() && !found.containsKey(name)) {
      throw new IllegalStateException("no schema is called " + name);
    }
  }

  // --- Where they come from

  private void addAll(JsonNode schemas) {
    schemas.properties().forEach(each -> add(each.getKey(), each.getValue()));
  }

  private void addContract(String name, String file) {
    var schema = (ObjectNode) read(CONTRACTS + file + ".schema.json");
    schema.remove(List.of("$schema", "$id"));
    var definitions = schema.remove("$defs");
    if (definitions != null) {
      definitions
          .properties()
          .forEach(each -> add(componentName(each.getKey()), moved(each.getValue())));
    }
    add(name, moved(schema));
  }

  private void add(String name, JsonNode schema) {
    var other = found.put(name, schema);
    if (other != null && !other.equals(schema)) {
      throw new IllegalStateException("two schemas are called " + name);
    }
  }

  /** The same, with references to where definitions are in the document. */
  private static JsonNode moved(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      var moved = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(each -> moved.set(each.getKey(), movedProperty(each.getKey(), each.getValue())));
      return moved;
    }
    if (schema instanceof ArrayNode array) {
      var moved = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> moved.add(moved(each)));
      return moved;
    }
    return schema;
  }

  private static JsonNode movedProperty(String name, JsonNode value) {
    if (name.equals("$ref") && value.isTextual() && value.textValue().startsWith(DEFINITIONS)) {
      var definition = value.textValue().substring(DEFINITIONS.length());
      return JsonNodeFactory.instance.textNode(COMPONENTS + componentName(definition));
    }
    return moved(value);
  }

  /** {@code rejection.candidate} is {@code RejectionCandidate}. */
  private static String componentName(String definition) {
    return WORDS.matcher(definition).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private static JsonNode read(String resource) {
    try (var bytes = Schemas.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("there is no " + resource);
      }
      return Json.parse(bytes.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException("a schema cannot be read", failure);
    }
  }
}
