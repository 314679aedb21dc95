package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One place of a schema that is being written (JSON Schema 2020-12). */
final class SchemaNode {

  /**
   * A character that {@link NotBlank} counts. Spelled out: engines differ in what {@code \s} is.
   */
  private static final String NOT_BLANK =
      "[^\\u0009-\\u000d\\u001c-\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

  private static final String WITHOUT_NUL = "^[^\\u0000]*$";
  private static final String BASE64 =
      "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
  private static final String MOMENT =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$";

  private final ObjectNode node;
  private final SchemaDefinitions definitions;

  SchemaNode(ObjectNode node, SchemaDefinitions definitions) {
    this.node = node;
    this.definitions = definitions;
  }

  // --- Structure

  /** The schema under a keyword or a property's name, made if it is not there. */
  SchemaNode child(String name) {
    return new SchemaNode(node.withObjectProperty(name), definitions);
  }

  /** One more schema in a list of them. */
  SchemaNode alternative(String keyword) {
    return new SchemaNode(node.withArrayProperty(keyword).addObject(), definitions);
  }

  /** What the place is for; empty means that nothing is known of it. */
  void description(String text) {
    if (!text.isEmpty()) {
      node.put("description", text);
    }
  }

  SchemaDescriptions descriptions() {
    return definitions.descriptions();
  }

  void type(String type) {
    node.put("type", type);
  }

  void require(String property) {
    node.withArrayProperty("required").add(property);
  }

  /** Nothing but what was named may be there. */
  void closed() {
    node.put("additionalProperties", false);
  }

  /** What a record is, said elsewhere. */
  void refer(RecordType record) {
    node.put("$ref", definitions.refTo(record));
  }

  // --- Values

  void constant(String text) {
    node.put("const", text);
  }

  void choice(String text) {
    node.withArrayProperty("enum").add(text);
  }

  void choice(int number) {
    node.withArrayProperty("enum").add(number);
  }

  void oneOfTexts(Collection<String> texts) {
    texts.forEach(this::choice);
  }

  void notNull() {
    node.putObject("not").put("type", "null");
  }

  void claimedVersion() {
    alternative("anyOf").type("integer");
    alternative("anyOf").constant("1");
  }

  void whole(@Nullable ValueRules rules, long min, long max) {
    type("integer");
    var range = rules == null ? null : rules.range();
    node.put("minimum", range == null ? min : Math.max(min, range.min()));
    node.put("maximum", range == null ? max : Math.min(max, range.max()));
  }

  void text(@Nullable ValueRules rules) {
    type("string");
    if (rules == null) {
      return;
    }
    var length = rules.length();
    if (length != null) {
      node.put("maxLength", length.max());
    }
    pattern(rules.notBlank() == null ? "" : NOT_BLANK);
    pattern(rules.withoutNul() == null ? "" : WITHOUT_NUL);
    var handle = rules.handle();
    pattern(handle == null ? "" : HandleForm.of(handle).pattern());
  }

  void moment() {
    type("string");
    node.put("format", "date-time");
    pattern(MOMENT);
  }

  void base64(@Nullable ValueRules rules) {
    type("string");
    node.put("contentEncoding", "base64");
    pattern(BASE64);
    var size = rules == null ? null : rules.size();
    if (size != null && size.min() > 0) {
      node.put("minLength", base64Length(size.min()));
    }
    if (size != null && size.max() < Integer.MAX_VALUE) {
      node.put("maxLength", base64Length(size.max()));
    }
  }

  /** Characters that so many bytes take (RFC 4648, section 4). */
  private static long base64Length(int bytes) {
    return (bytes + 2L) / 3 * 4;
  }

  void bounds(@Nullable ValueRules rules, String least, String most) {
    var size = rules == null ? null : rules.size();
    if (size == null) {
      return;
    }
    if (size.min() > 0) {
      node.put(least, size.min());
    }
    if (size.max() < Integer.MAX_VALUE) {
      node.put(most, size.max());
    }
  }

  /** Adds a pattern that the text must match besides others; empty means none. */
  void pattern(String pattern) {
    if (pattern.isEmpty()) {
      return;
    }
    if (node.has("pattern")) {
      alternative("allOf").pattern(pattern);
    } else {
      node.put("pattern", pattern);
    }
  }
}
