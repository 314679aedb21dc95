package io.executionplane.testkit.samples;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON patch (RFC 6902) of additions, replacements and removals. */
public final class JsonPatch {

  private JsonPatch() {}

  /**
   * The patched copy of a document.
   *
   * @throws IllegalArgumentException if an operation is not one of the three, or leads nowhere
   */
  public static JsonNode applied(JsonNode patch, JsonNode document) {
    JsonNode patched = document.deepCopy();
    for (var operation : patch) {
      if (operation.get("path").textValue().isEmpty()) {
        patched = operation.get("value").deepCopy();
      } else {
        apply(operation, patched);
      }
    }
    return patched;
  }

  private static void apply(JsonNode operation, JsonNode document) {
    var path = JsonPointer.compile(operation.get("path").textValue());
    var holder = document.at(path.head());
    var isAddition = operation.get("op").textValue().equals("add");
    if (!isAddition && document.at(path).isMissingNode()) {
      throw new IllegalArgumentException(operation + " leads nowhere");
    }
    if (holder instanceof ObjectNode object) {
      apply(operation, object, path.last().getMatchingProperty());
    } else if (holder instanceof ArrayNode array) {
      apply(operation, array, path.last().getMatchingIndex());
    } else {
      throw new IllegalArgumentException(operation + " leads nowhere");
    }
  }

  private static void apply(JsonNode operation, ObjectNode object, String name) {
    switch (operation.get("op").textValue()) {
      case "add", "replace" -> object.set(name, operation.get("value"));
      case "remove" -> object.remove(name);
      default -> throw new IllegalArgumentException(operation + " is not supported");
    }
  }

  private static void apply(JsonNode operation, ArrayNode array, int index) {
    switch (operation.get("op").textValue()) {
      case "add" -> array.insert(index < 0 ? array.size() : index, operation.get("value"));
      case "replace" -> array.set(index, operation.get("value"));
      case "remove" -> array.remove(index);
      default -> throw new IllegalArgumentException(operation + " is not supported");
    }
  }
}
