package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Writes one value in the canonical form of RFC 8785. Whoever calls gives an object's properties in
 * the order of their names.
 *
 * <p>Writes nothing that {@link Json} would refuse to read back.
 */
final class CanonicalWriter {

  /** What stands for a character inside a string; null where it stands for itself. */
  private static final String[] ESCAPES = escapes();

  private final StringBuilder out = new StringBuilder(512);
  private final boolean redacting;
  private boolean afterValue;
  private int depth;
  private int deepest;
  private int values;

  /**
   * @param redacting whether digests take the place of what must not be recorded
   */
  CanonicalWriter(boolean redacting) {
    this.redacting = redacting;
  }

  boolean isRedacting() {
    return redacting;
  }

  /** Whether the object that was begun last is the document itself. */
  boolean isAtRoot() {
    return depth == 1;
  }

  /** How deeply the written value is nested. */
  int deepest() {
    return deepest;
  }

  /** How many values the written value consists of, itself included. */
  int values() {
    return values;
  }

  String text() {
    return out.toString();
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  // --- Objects and arrays

  void beginObject() {
    begin('{');
  }

  void endObject() {
    end('}');
  }

  void beginArray() {
    begin('[');
  }

  void endArray() {
    end(']');
  }

  void property(String name) {
    require(
        !Unicode.isLongerThan(Json.NAME_BYTES_MAX, name),
        "a name must not be longer than " + Json.NAME_BYTES_MAX + " bytes");
    separate();
    quote(name);
    out.append(':');
    afterValue = false;
  }

  private void begin(char bracket) {
    beginValue();
    deepen(1);
    depth++;
    out.append(bracket);
    afterValue = false;
  }

  private void end(char bracket) {
    depth--;
    out.append(bracket);
    afterValue = true;
  }

  // --- Values

  void string(String text) {
    beginValue();
    quote(text);
  }

  void bool(boolean value) {
    beginValue();
    out.append(value);
  }

  void nothing() {
    beginValue();
    out.append("null");
  }

  void number(long value) {
    require(ScalarType.isSafe(value), "a whole number beyond 2^53 - 1 must travel as text");
    beginValue();
    out.append(value);
  }

  /** A value that is canonical already. */
  void value(JsonValue value) {
    beginValue();
    values += value.values() - 1;
    if (value.depth() > 0) {
      deepen(value.depth());
    }
    out.append(value.canonical());
  }

  void node(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> objectNode(node);
      case ARRAY -> arrayNode(node);
      case STRING -> string(node.textValue());
      case NUMBER -> numberNode(node);
      case BOOLEAN -> bool(node.booleanValue());
      case NULL -> nothing();
      default -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
    }
  }

  private void objectNode(JsonNode object) {
    var names = new ArrayList<String>(object.size());
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null); // String's natural order is the order of UTF-16 code units.
    beginObject();
    for (var name : names) {
      property(name);
      node(object.get(name));
    }
    endObject();
  }

  private void arrayNode(JsonNode array) {
    beginArray();
    for (var element : array) {
      node(element);
    }
    endArray();
  }

  private void numberNode(JsonNode number) {
    beginValue();
    if (number.isInt() || number.isShort()) {
      out.append(number.intValue()); // Exact in a double: the common case needs no detour.
    } else if (number.isIntegralNumber()) {
      out.append(wholeNumber(number.bigIntegerValue()));
    } else {
      var value = number.doubleValue();
      require(Double.isFinite(value), "a number must lie in the range of a double");
      out.append(EcmaScriptNumber.text(value));
    }
  }

  /** Fractions may be rounded, as every reader does. A count or an id must not change silently. */
  private static String wholeNumber(BigInteger value) {
    var nearest = value.doubleValue();
    require(Double.isFinite(nearest), "a number must lie in the range of a double");
    var text = EcmaScriptNumber.text(nearest);
    require(
        new BigDecimal(text).compareTo(new BigDecimal(value)) == 0,
        "a whole number that no double can express must travel as text");
    return text;
  }

  // --- Characters

  private void quote(String text) {
    require(Unicode.isWellFormed(text), "a lone surrogate has no canonical form");
    out.append('"');
    var written = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var escape = c < ESCAPES.length ? ESCAPES[c] : null;
      if (escape != null) {
        out.append(text, written, i).append(escape);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private static String[] escapes() {
    var escapes = new String['\\' + 1];
    for (var c = 0; c < ' '; c++) {
      escapes[c] = (c < 0x10 ? "\\u000" : "\\u00") + Integer.toHexString(c);
    }
    escapes['\b'] = "\\b";
    escapes['\t'] = "\\t";
    escapes['\n'] = "\\n";
    escapes['\f'] = "\\f";
    escapes['\r'] = "\\r";
    escapes['"'] = "\\\"";
    escapes['\\'] = "\\\\";
    return escapes;
  }

  // --- Structure and limits

  private void beginValue() {
    values++;
    separate();
  }

  private void separate() {
    if (afterValue) {
      out.append(',');
    }
    afterValue = true;
  }

  private void deepen(int levels) {
    deepest = Math.max(deepest, depth + levels);
    require(deepest <= Json.DEPTH_MAX, "nesting must not be deeper than " + Json.DEPTH_MAX);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
