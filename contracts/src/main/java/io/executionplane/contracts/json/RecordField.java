package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record and the properties that carry it.
 *
 * @param tagProperty where the tag of a {@link TagIn} component travels
 * @param isInline whether the properties of the component's value are the record's own
 * @param since the step of the record's version that brought it; 0 if it was always there
 */
record RecordField(
    ComponentRules rules,
    WireType type,
    @Nullable String tagProperty,
    boolean isInline,
    int since,
    Method accessor) {

  static RecordField of(ComponentRules rules) {
    var component = rules.component();
    var type = WireTypes.of(component);
    var tagIn = component.getAnnotation(TagIn.class);
    if (tagIn != null && (rules.nullable() || !(type instanceof SealedType))) {
      throw new IllegalArgumentException(component + " is not always a member of a sealed family");
    }
    var isInline = component.isAnnotationPresent(Inline.class);
    if (isInline && (rules.nullable() || !(type instanceof RecordType))) {
      throw new IllegalArgumentException(component + " is not always a record");
    }
    var since = component.getAnnotation(Since.class);
    if (since != null && type.whenAbsent() == null) {
      throw new IllegalArgumentException(component + " was added but cannot be left out");
    }
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new RecordField(
        rules,
        type,
        tagIn == null ? null : tagIn.value(),
        isInline,
        since == null ? 0 : since.value(),
        accessor);
  }

  String name() {
    return rules.name();
  }

  /** Where this component's value stands, seen from the record's place. */
  Place placeIn(Place record) {
    return isInline ? record : record.at(name());
  }

  /**
   * Reads the component out of a record's object.
   *
   * @return null only if the component may be null, or a violation was added
   */
  @Nullable Object decode(JsonNode record, Place place, Violations found) {
    if (isInline) {
      return ((RecordType) type).decodeFields(record, place, found);
    }
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

  /** Whether the component of a record is written at all. */
  boolean isWritten(Object record) {
    var value = of(record);
    return value == null || !type.isLeftOut(value);
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
