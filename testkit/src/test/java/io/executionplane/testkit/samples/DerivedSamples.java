package io.executionplane.testkit.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.json.Contract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Derives from a contract's schema, for every property of its full sample, what is just within each
 * bound and what breaks it.
 */
final class DerivedSamples {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Longer texts and lists would make the files unreadable. */
  private static final int TEXT_MAX = 1024;

  private static final int ELEMENTS_MAX = 64;

  private final ObjectNode schema;
  private final JsonNode full;
  private final Contract<?> contract;
  private final ArrayNode accepted = NODES.arrayNode();
  private final ArrayNode broken = NODES.arrayNode();

  private DerivedSamples(PublishedContract<?> published, JsonNode full) {
    this.schema = published.schema();
    this.full = full;
    this.contract = published.contract();
  }

  /** The content of the contract's derived sample file. */
  static ObjectNode of(PublishedContract<?> published, JsonNode full) {
    var samples = new DerivedSamples(published, full);
    samples.value(samples.schema, full, "");
    var file = NODES.objectNode().put("contract", published.fullName());
    file.set("accepted", samples.accepted);
    file.set("broken", samples.broken);
    return file;
  }

  // --- By the kind of value

  private void value(JsonNode place, JsonNode value, String pointer) {
    var rules = resolved(place, value);
    if (rules.has("enum") || rules.has("const")) {
      refuse("is none of the known values", pointer, NODES.textNode("no such value"));
    } else if (isToldByKind(place)) {
      refuse("is of no known kind", pointer, NODES.arrayNode());
    } else if (value.isTextual()) {
      text(rules, value.textValue(), pointer);
    } else if (value.isNumber()) {
      number(rules, pointer);
    } else if (value.isBoolean()) {
      refuse("is no truth value", pointer, NODES.textNode("true"));
    } else if (value.isArray() && "array".equals(rules.path("type").textValue())) {
      array(rules, value, pointer);
    } else if (value.isObject() && "object".equals(rules.path("type").textValue())) {
      object(rules, value, pointer);
    }
  }

  private void object(JsonNode rules, JsonNode value, String pointer) {
    if (!pointer.isEmpty()) {
      refuse("is no object", pointer, NODES.arrayNode());
    }
    if (rules.path("additionalProperties").isBoolean()) {
      var unknown = pointer + "/not_known";
      refuse("is not known", unknown, operation("add", unknown, NODES.booleanNode(true)));
    }
    for (var property : value.properties()) {
      var inner = pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
      var place = rules.path("properties").path(property.getKey());
      var isNamed = !place.isMissingNode();
      if (!isNamed && !rules.path("additionalProperties").isObject()) {
        continue; // The schema leaves it open what stands here.
      }
      if (isNamed && requires(rules, property.getKey())) {
        refuse("is missing", inner, operation("remove", inner, null));
      }
      if (!isNullable(place)) {
        refuse("is null", inner, NODES.nullNode());
      }
      value(isNamed ? place : rules.path("additionalProperties"), property.getValue(), inner);
    }
  }

  private void array(JsonNode rules, JsonNode value, String pointer) {
    refuse("is no array", pointer, NODES.objectNode());
    var least = rules.path("minItems").asInt(0);
    if (least > 0) {
      refuse("has too few elements", pointer, copies(value.get(0), least - 1));
    }
    var most = rules.path("maxItems").asInt(Integer.MAX_VALUE);
    if (most <= ELEMENTS_MAX && !value.isEmpty()) {
      accept("has as many elements as it may", pointer, copies(value.get(0), most));
      refuse("has too many elements", pointer, copies(value.get(0), most + 1));
    }
    if (!value.isEmpty()) {
      value(rules.path("items"), value.get(0), pointer + "/0");
    }
  }

  private static ArrayNode copies(JsonNode element, int count) {
    var copies = NODES.arrayNode();
    for (var i = 0; i < count; i++) {
      copies.add(element);
    }
    return copies;
  }

  private void text(JsonNode rules, String value, String pointer) {
    refuse("is no text", pointer, NODES.booleanNode(true));
    for (var pattern : patterns(rules)) {
      var wrong = pattern.startsWith("^") ? "\0 ~" : " \u00a0\t";
      refuse("does not have the form", pointer, NODES.textNode(wrong));
    }
    var most = rules.path("maxLength").asInt(Integer.MAX_VALUE);
    if (most <= TEXT_MAX && !rules.has("contentEncoding")) {
      var longest = value + "x".repeat(most - value.codePointCount(0, value.length()));
      accept("is as long as it may be", pointer, NODES.textNode(longest));
      refuse("is too long", pointer, NODES.textNode(longest + "x"));
    }
  }

  private static List<String> patterns(JsonNode rules) {
    var patterns = new ArrayList<String>();
    rules.findValuesAsText("pattern", patterns);
    return patterns;
  }

  private void number(JsonNode rules, String pointer) {
    refuse("is no number", pointer, NODES.textNode("1"));
    refuse("is no whole number", pointer, NODES.numberNode(0.5));
    if (rules.has("minimum")) {
      var least = rules.get("minimum").bigIntegerValue();
      accept("is as small as it may be", pointer, NODES.numberNode(least));
      refuse("is too small", pointer, NODES.numberNode(least.subtract(BigInteger.ONE)));
    }
    if (rules.has("maximum")) {
      var most = rules.get("maximum").bigIntegerValue();
      accept("is as large as it may be", pointer, NODES.numberNode(most));
      refuse("is too large", pointer, NODES.numberNode(most.add(BigInteger.ONE)));
    }
  }

  // --- Finding one's way in the schema

  /** What the schema says of a value: references followed, the fitting alternative chosen. */
  private JsonNode resolved(JsonNode place, JsonNode value) {
    if (place.has("$ref")) {
      return resolved(schema.at(place.get("$ref").textValue().substring(1)), value);
    }
    for (var keyword : new String[] {"oneOf", "anyOf"}) {
      for (var alternative : place.path(keyword)) {
        var rules = resolved(alternative, value);
        if (fits(rules, value)) {
          return merged(place, rules);
        }
      }
    }
    return place;
  }

  /** An object whose parts are told by a tag beside them is described in two places. */
  private static JsonNode merged(JsonNode place, JsonNode alternative) {
    if (!place.has("properties")) {
      return alternative;
    }
    var merged = (ObjectNode) place.deepCopy();
    for (var property : alternative.path("properties").properties()) {
      if (property.getValue().has("$ref")) {
        ((ObjectNode) merged.get("properties")).set(property.getKey(), property.getValue());
      }
    }
    return merged;
  }

  private static boolean fits(JsonNode rules, JsonNode value) {
    for (var property : rules.path("properties").properties()) {
      var constant = property.getValue().path("const");
      if (!constant.isMissingNode() && !constant.equals(value.path(property.getKey()))) {
        return false;
      }
    }
    return switch (rules.path("type").asText("object")) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> false;
    };
  }

  /** Whether values of several kinds, other than null, are right at a place. */
  private static boolean isToldByKind(JsonNode place) {
    return kinds(place) > 1;
  }

  private static int kinds(JsonNode place) {
    if (!place.has("anyOf")) {
      return place.path("type").asText("").equals("null") ? 0 : 1;
    }
    var kinds = 0;
    for (var alternative : place.get("anyOf")) {
      kinds += kinds(alternative);
    }
    return kinds;
  }

  private static boolean requires(JsonNode rules, String name) {
    for (var required : rules.path("required")) {
      if (required.textValue().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNullable(JsonNode place) {
    for (var alternative : place.path("anyOf")) {
      if (alternative.path("type").asText("").equals("null")) {
        return true;
      }
    }
    return false;
  }

  // --- Samples

  /** Keeps a value at the edge, unless it breaks a rule over several properties. */
  private void accept(String rule, String pointer, JsonNode value) {
    var patch = NODES.arrayNode().add(operation("replace", pointer, value));
    if (contract.violations(JsonPatch.applied(patch, full)).isEmpty()) {
      accepted.addObject().put("rule", pointer + " " + rule).set("patch", patch);
    }
  }

  private void refuse(String rule, String pointer, JsonNode value) {
    var isOperation = value instanceof ObjectNode object && object.has("op");
    var operation = isOperation ? value : operation("replace", pointer, value);
    broken
        .addObject()
        .put("rule", pointer + " " + rule)
        .put("pointer", pointer)
        .set("patch", NODES.arrayNode().add(operation));
  }

  private static ObjectNode operation(String name, String pointer, @Nullable JsonNode value) {
    var operation = NODES.objectNode().put("op", name).put("path", pointer);
    if (value != null) {
      operation.set("value", value);
    }
    return operation;
  }
}
