package io.executionplane.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Builds the tree of one document from its tokens, and refuses what only the grammar allows. */
final class TreeReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private int values;

  TreeReader(JsonParser parser) {
    this.parser = parser;
  }

  JsonNode document() throws IOException {
    require(parser.nextToken() != null, "is empty");
    var root = value(0);
    require(parser.nextToken() == null, "is followed by something else");
    return root;
  }

  /** Reads the value that begins at the current token, within so many arrays and objects. */
  private JsonNode value(int depth) throws IOException {
    values++;
    require(values <= Json.VALUES_MAX, "has more than " + Json.VALUES_MAX + " values");
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> NODES.textNode(text());
      case VALUE_NUMBER_INT -> wholeNumber();
      case VALUE_NUMBER_FLOAT -> otherNumber();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private ObjectNode object(int depth) throws IOException {
    requireDepth(depth);
    var object = NODES.objectNode();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      requireName(name);
      parser.nextToken();
      require(object.replace(name, value(depth)) == null, "has a name twice in one object");
    }
    return object;
  }

  private ArrayNode array(int depth) throws IOException {
    requireDepth(depth);
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth));
    }
    return array;
  }

  private String text() throws IOException {
    var text = parser.getText();
    require(Unicode.isWellFormed(text), "contains a lone surrogate");
    return text;
  }

  private JsonNode wholeNumber() throws IOException {
    requireNumberLength();
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode otherNumber() throws IOException {
    requireNumberLength();
    var nearest = Double.parseDouble(parser.getText());
    require(!Double.isInfinite(nearest), "has a number beyond the range of a double");
    return NODES.numberNode(nearest);
  }

  private void requireDepth(int depth) {
    require(depth <= Json.DEPTH_MAX, "is nested deeper than " + Json.DEPTH_MAX);
  }

  private void requireName(String name) {
    require(Unicode.isWellFormed(name), "contains a lone surrogate");
    require(
        !Unicode.isLongerThan(Json.NAME_BYTES_MAX, name),
        "has a name longer than " + Json.NAME_BYTES_MAX + " bytes");
  }

  private void requireNumberLength() throws IOException {
    require(
        parser.getTextLength() <= Json.NUMBER_CHARS_MAX,
        "has a number longer than " + Json.NUMBER_CHARS_MAX + " characters");
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw MalformedJsonException.at("document " + rule, parser.currentTokenLocation());
    }
  }
}
