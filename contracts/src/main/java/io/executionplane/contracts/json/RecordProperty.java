package io.executionplane.contracts.json;

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
  }

  /** Carries the tag of a component. */
  record OfTag(String name, RecordField field) implements RecordProperty {

    @Override
    public void write(Object record, CanonicalWriter out) {
      var value = Objects.requireNonNull(field.of(record));
      out.property(name);
      out.string(((SealedType) field.type()).tagOf(value));
    }
  }

  /** Carries the same text for every record of its type. */
  record Constant(String name, String text) implements RecordProperty {

    @Override
    public void write(Object record, CanonicalWriter out) {
      out.property(name);
      out.string(text);
    }
  }
}
