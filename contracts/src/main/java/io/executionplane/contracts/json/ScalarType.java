package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wire forms of values without parts: each is understood or refused with one sentence. */
enum ScalarType implements WireType {
  TEXT("must be a string") {
    @Override
    @Nullable Object read(JsonNode node) {
      return node.textValue();
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.string((String) value);
    }
  },

  /** Text of a {@link Redacted} component: itself to its owner, its digest to the record. */
  REDACTABLE_TEXT("must be a string") {
    @Override
    @Nullable Object read(JsonNode node) {
      return node.textValue();
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      var text = (String) value;
      out.string(out.isRedacting() ? "redacted:" + Sha256.ofText(text) : text);
    }
  },

  BOOLEAN("must be true or false") {
    @Override
    @Nullable Object read(JsonNode node) {
      return node.isBoolean() ? node.booleanValue() : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.bool((Boolean) value);
    }
  },

  INT("must be a whole number between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE) {
    @Override
    @Nullable Object read(JsonNode node) {
      return isWhole(node) && node.canConvertToInt() ? node.intValue() : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.number((Integer) value);
    }
  },

  LONG("must be a whole number between -(2^53-1) and 2^53-1") {
    @Override
    @Nullable Object read(JsonNode node) {
      var fits = isWhole(node) && node.canConvertToLong() && isSafe(node.longValue());
      return fits ? node.longValue() : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.number((Long) value);
    }
  },

  INSTANT("must be a date-time with offset (RFC 3339)") {
    @Override
    @Nullable Object read(JsonNode node) {
      return node.isTextual() ? Timestamps.parse(node.textValue()) : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.string(Timestamps.text((Instant) value));
    }
  },

  BYTES("must be base64 (RFC 4648, section 4)") {
    @Override
    @Nullable Object read(JsonNode node) {
      return node.isTextual() ? Bytes.fromBase64(node.textValue()) : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.string(((Bytes) value).base64());
    }
  },

  OBJECT("must be an object") {
    @Override
    @Nullable Object read(JsonNode node) {
      return node.isObject() ? JsonObject.of((ObjectNode) node) : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.value(((JsonObject) value).value());
    }
  },

  ANY("must be a JSON value") {
    @Override
    @Nullable Object read(JsonNode node) {
      return JsonValue.of(node);
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.value((JsonValue) value);
    }
  },

  /** The version that a value claims, which somebody else judges; absent means the first. */
  CLAIMED_VERSION("must be a whole number") {
    @Override
    @Nullable Object read(JsonNode node) {
      if (node.isTextual() && node.textValue().equals("1")) {
        return 1;
      }
      return INT.read(node);
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.number((Integer) value);
    }

    @Override
    public Object whenAbsent() {
      return 1;
    }
  };

  /** Largest magnitude that every JSON reader keeps exactly (RFC 7493, 2.2): 2^53 - 1. */
  private static final long SAFE_INTEGER_MAX = 9_007_199_254_740_991L;

  private final String rule;

  ScalarType(String rule) {
    this.rule = rule;
  }

  abstract @Nullable Object read(JsonNode node);

  /** The kind of JSON value that it is. */
  JsonNodeType kind() {
    return switch (this) {
      case TEXT, REDACTABLE_TEXT, INSTANT, BYTES -> JsonNodeType.STRING;
      case BOOLEAN -> JsonNodeType.BOOLEAN;
      case INT, LONG, CLAIMED_VERSION -> JsonNodeType.NUMBER;
      case OBJECT -> JsonNodeType.OBJECT;
      case ANY -> JsonNodeType.POJO;
    };
  }

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    switch (this) {
      case TEXT, REDACTABLE_TEXT -> schema.text(rules);
      case INSTANT -> schema.moment();
      case BYTES -> schema.base64(rules);
      case BOOLEAN -> schema.type("boolean");
      case INT -> schema.whole(rules, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> schema.whole(rules, -SAFE_INTEGER_MAX, SAFE_INTEGER_MAX);
      case CLAIMED_VERSION -> schema.claimedVersion();
      case OBJECT -> schema.type("object");
      case ANY -> schema.notNull();
    }
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    try {
      var value = read(node);
      if (value == null) {
        found.add(place, rule);
      }
      return value;
    } catch (IllegalArgumentException notCanonical) {
      found.add(place, "must have a canonical form: " + notCanonical.getMessage());
      return null;
    }
  }

  /** Whether every JSON reader keeps a whole number exactly. */
  static boolean isSafe(long number) {
    return number >= -SAFE_INTEGER_MAX && number <= SAFE_INTEGER_MAX;
  }

  /** Whether a number is whole by its value: 5000.0 and 5e3 are how some peers spell 5000. */
  private static boolean isWhole(JsonNode node) {
    return node.isNumber() && (node.isIntegralNumber() || node.doubleValue() % 1 == 0);
  }
}
