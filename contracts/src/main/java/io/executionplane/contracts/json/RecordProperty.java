package io.executionplane.contracts.json;

import java.util.List;
import java.util.Objects;

/** One property of a record's object, as it is written; ordered as canonical JSON orders names. */
sealed interface RecordProperty extends Comparable<RecordProperty> {

  String name();

  @Override
  default int compareTo(RecordProperty other) {
    return name().compareTo(other.name());
  }

  /** Writes name and value, or nothing if the value is left out. */
  void write(Object record, CanonicalWriter out);

  /** Says of the object what it holds here. */
  void describe(SchemaNode object);

  /** The properties that carry one component. */
  static List<RecordProperty> of(RecordField field) {
    if (field.isInline()) {
      return ((RecordType) field.type())
          .properties().stream().<RecordProperty>map(each -> new OfInline(field, each)).toList();
    }
    var tag = field.tagProperty();
    return tag == null
        ? List.of(new OfField(field))
        : List.of(new OfField(field), new OfTag(tag, field));
  }

  /** Carries a component. */
  record OfField(RecordField field) implements RecordProperty {

    @Override
    public String name() {
      return field.name();
    }

    @Override
    public void write(Object record, CanonicalWriter out) {
      var value = field.of(record);
      if (value == null) {
        out.property(name());
        out.nothing();
      } else if (!field.type().isLeftOut(value)) {
        out.property(name());
        field.type().write(value, out);
      }
    }

    @Override
    public void describe(SchemaNode object) {
      if (field.type().whenAbsent() == null) {
        object.require(name());
      }
      var tag = field.tagProperty();
      if (tag != null) {
        object.child("properties").child(name());
        ((SealedType) field.type()).describeBeside(object, tag, name());
        return;
      }
      var place = object.child("properties").child(name());
      var component = field.rules().component();
      place.description(
          object.descriptions().of(component.getDeclaringRecord(), component.getName()));
      if (field.rules().nullable()) {
        place.alternative("anyOf").type("null");
        place = place.alternative("anyOf");
      }
      field.type().describe(place, field.rules().valueRules());
    }
  }

  /** Carries the tag of a component. */
  record OfTag(String name, RecordField field) implements RecordProperty {

    @Override
    public void write(Object record, CanonicalWriter out) {
      var value = Objects.requireNonNull(field.of(record));
      out.property(name);
      out.string(((SealedType) field.type()).tagOf(value));
    }

    @Override
    public void describe(SchemaNode object) {
      object.require(name);
    }
  }

  /** Carries a property of the record that an {@link Inline} component holds. */
  record OfInline(RecordField field, RecordProperty inner) implements RecordProperty {

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public void write(Object record, CanonicalWriter out) {
      inner.write(Objects.requireNonNull(field.of(record)), out);
    }

    @Override
    public void describe(SchemaNode object) {
      inner.describe(object);
    }
  }

  /** Carries the same text for every record of its type. */
  record Constant(String name, String text) implements RecordProperty {

    @Override
    public void write(Object record, CanonicalWriter out) {
      out.property(name);
      out.string(text);
    }

    @Override
    public void describe(SchemaNode object) {
      object.require(name);
      object.child("properties").child(name).constant(text);
    }
  }

  /** Carries the lowest version that has all that a record holds. */
  record OfVersion(VersionRule rule, List<RecordField> fields) implements RecordProperty {

    @Override
    public String name() {
      return VersionRule.PROPERTY;
    }

    @Override
    public void write(Object record, CanonicalWriter out) {
      if (!rule.isNumber() || out.isAtRoot()) {
        rule.write(stepOf(record), out);
      }
    }

    @Override
    public void describe(SchemaNode object) {
      rule.describe(object.child("properties").child(name()));
    }

    private int stepOf(Object record) {
      return fields.stream()
          .filter(field -> field.since() > 0 && field.isWritten(record))
          .mapToInt(RecordField::since)
          .reduce(rule.lowest(), Math::max);
    }
  }
}
