package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record and the properties that carry it.
 *
 * @param tagProperty where the tag of a {@link TagIn} component travels
 */
record RecordField(
    ComponentRules rules, WireType type, @Nullable String tagProperty, Method accessor) {

  static RecordField of(ComponentRules rules) {
    var component = rules.component();
    var type = WireTypes.of(component);
    var tagIn = component.getAnnotation(TagIn.class);
    if (tagIn != null && (rules.nullable() || !(type instanceof SealedType))) {
      throw new IllegalArgumentException(component + " is not always a member of a sealed family");
    }
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new RecordField(rules, type, tagIn == null ? null : tagIn.value(), accessor);
  }

  String name() {
    return rules.name();
  }

  /**
   * Reads the component out of a record's object.
   *
   * @return null only if the component may be null, or a violation was added
   */
  @Nullable Object decode(JsonNode record, Place place, Violations found) {
    var node = record.get(name());
    if (node == null || node.isNull()) {
      return withoutValue(node == null, record, place, found);
    }
    return tagProperty == null
        ? type.decode(node, place.at(name()), found)
        : ((SealedType) type)
            .decode(record.get(tagProperty), place.at(tagProperty), node, place.at(name()), found);
  }

  private @Nullable Object withoutValue(
      boolean isAbsent, JsonNode record, Place place, Violations found) {
    if (tagProperty != null && record.get(tagProperty) == null) {
      found.addMissing(place.at(tagProperty));
    }
    var meaning = isAbsent ? type.whenAbsent() : null;
    if (isAbsent && meaning == null) {
      found.addMissing(place.at(name()));
    } else if (!isAbsent && !rules.nullable()) {
      found.add(place.at(name()), "must not be null");
    }
    return meaning;
  }

  /** The component of a record. */
  @Nullable Object of(Object record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
