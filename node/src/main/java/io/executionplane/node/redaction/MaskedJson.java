package io.executionplane.node.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A document with its texts masked. Its names are a lane's own words, which readers go by. How deep
 * it may be nested is bounded where it was read.
 */
record MaskedJson(Redactor redactor) {

  ObjectNode object(ObjectNode shown) {
    var masked = JsonNodeFactory.instance.objectNode();
    shown.properties().forEach(each -> masked.set(each.getKey(), value(each.getValue())));
    return masked;
  }

  private JsonNode value(JsonNode shown) {
    if (shown instanceof ObjectNode object) {
      return object(object);
    }
    if (shown.isArray()) {
      var masked = JsonNodeFactory.instance.arrayNode();
      shown.forEach(each -> masked.add(value(each)));
      return masked;
    }
    return shown.isTextual()
        ? JsonNodeFactory.instance.textNode(redactor.text(shown.textValue()))
        : shown;
  }
}
