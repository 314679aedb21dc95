package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The wire forms of values that hold others. What is empty is left out. */
final class ContainerTypes {

  private ContainerTypes() {}

  private static @Nullable ValueRules contentsOf(@Nullable ValueRules rules) {
    return rules == null ? null : rules.contents();
  }

  record Maybe(WireType inner) implements WireType {

    @Override
    public @Nullable Object decode(JsonNode node, Place place, Violations found) {
      var value = inner.decode(node, place, found);
      return value == null ? null : Optional.of(value);
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      inner.write(((Optional<?>) value).orElseThrow(), out);
    }

    @Override
    public void describe(SchemaNode schema, @Nullable ValueRules rules) {
      inner.describe(schema, contentsOf(rules));
    }

    @Override
    public Object whenAbsent() {
      return Optional.empty();
    }

    @Override
    public boolean isLeftOut(Object value) {
      return ((Optional<?>) value).isEmpty();
    }
  }

  record Sequence(WireType element) implements WireType {

    @Override
    public @Nullable Object decode(JsonNode node, Place place, Violations found) {
      if (!node.isArray()) {
        found.add(place, "must be an array");
        return null;
      }
      var before = found.count();
      var values = new ArrayList<Object>(node.size());
      for (var i = 0; i < node.size(); i++) {
        var value = element.decode(node.get(i), place.at(i), found);
        if (value != null) {
          values.add(value);
        }
      }
      return found.count() == before ? Collections.unmodifiableList(values) : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.beginArray();
      for (var each : (List<?>) value) {
        element.write(each, out);
      }
      out.endArray();
    }

    @Override
    public void describe(SchemaNode schema, @Nullable ValueRules rules) {
      schema.type("array");
      schema.bounds(rules, "minItems", "maxItems");
      element.describe(schema.child("items"), contentsOf(rules));
    }

    @Override
    public Object whenAbsent() {
      return List.of();
    }

    @Override
    public boolean isLeftOut(Object value) {
      return ((List<?>) value).isEmpty();
    }
  }

  /** Decodes into sorted maps, so that iteration never depends on the caller's order. */
  record Dictionary(WireType inner) implements WireType {

    @Override
    public @Nullable Object decode(JsonNode node, Place place, Violations found) {
      if (!node.isObject()) {
        found.add(place, "must be an object");
        return null;
      }
      var before = found.count();
      var values = new TreeMap<String, Object>();
      for (var property : node.properties()) {
        var value = inner.decode(property.getValue(), place.at(property.getKey()), found);
        if (value != null) {
          values.put(property.getKey(), value);
        }
      }
      return found.count() == before ? Collections.unmodifiableSortedMap(values) : null;
    }

    @Override
    public void write(Object value, CanonicalWriter out) {
      out.beginObject();
      for (var property : sorted((Map<?, ?>) value).entrySet()) {
        out.property(property.getKey());
        inner.write(property.getValue(), out);
      }
      out.endObject();
    }

    @Override
    public void describe(SchemaNode schema, @Nullable ValueRules rules) {
      schema.type("object");
      schema.bounds(rules, "minProperties", "maxProperties");
      if (rules != null && rules.keys() != null) {
        schema.child("propertyNames").text(rules.keys());
      }
      inner.describe(schema.child("additionalProperties"), contentsOf(rules));
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
      var sorted = new TreeMap<String, Object>();
      map.forEach((name, value) -> sorted.put((String) name, value));
      return sorted;
    }

    @Override
    public Object whenAbsent() {
      return Map.of();
    }

    @Override
    public boolean isLeftOut(Object value) {
      return ((Map<?, ?>) value).isEmpty();
    }
  }
}
