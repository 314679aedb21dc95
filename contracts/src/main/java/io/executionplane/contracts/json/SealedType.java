package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sealed family: the tag says which record it is.
 *
 * @param tagProperty the property of a member's object that carries its tag; absent where the tag
 *     travels beside the member
 */
record SealedType(
    @Nullable String tagProperty, Map<String, Member> byTag, Map<Class<?>, Member> byType)
    implements WireType {

  static SealedType of(Class<?> family) {
    var tagged = family.getAnnotation(Tagged.class);
    var type =
        new SealedType(tagged == null ? null : tagged.value(), new TreeMap<>(), new HashMap<>());
    type.addLeaves(family);
    return type;
  }

  /** Adds the records of a family, also those that a sealed interface within it groups. */
  private void addLeaves(Class<?> type) {
    if (!type.isSealed()) {
      addLeaf(type.asSubclass(Record.class));
      return;
    }
    for (var permitted : type.getPermittedSubclasses()) {
      addLeaves(permitted);
    }
  }

  private void addLeaf(Class<? extends Record> type) {
    if (byType.containsKey(type)) {
      return; // Permitted by the family and by a group within it.
    }
    var tag = type.getAnnotation(Tag.class);
    if (tag == null) {
      throw new IllegalArgumentException(type.getName() + " needs a @Tag");
    }
    var member = new Member(tag.value(), type, tagProperty);
    byType.put(type, member);
    if (byTag.put(member.tag(), member) != null) {
      throw new IllegalArgumentException("two members of one family are tagged " + member.tag());
    }
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    if (tagProperty == null) {
      throw new IllegalStateException("the tag of this family travels beside it: use @TagIn");
    }
    if (!node.isObject()) {
      found.add(place, "must be an object");
      return null;
    }
    return decode(node.get(tagProperty), place.at(tagProperty), node, place, found);
  }

  /** Reads the member that a tag, wherever it travels, announces. */
  @Nullable Object decode(
      @Nullable JsonNode tag, Place tagPlace, JsonNode body, Place place, Violations found) {
    if (tag == null) {
      found.addMissing(tagPlace);
      return null;
    }
    var member = tag.isTextual() ? byTag.get(tag.textValue()) : null;
    if (member == null) {
      found.add(tagPlace, "must be one of " + String.join(", ", byTag.keySet()));
      return null;
    }
    return member.shape().decode(body, place, found);
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    member(value).shape().write(value, out);
  }

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    byTag.values().forEach(member -> schema.alternative("oneOf").refer(member.shape()));
  }

  /** Says of the object that holds tag and member which member each tag announces. */
  void describeBeside(SchemaNode holder, String tagName, String memberName) {
    holder.child("properties").child(tagName).oneOfTexts(byTag.keySet());
    for (var member : byTag.values()) {
      var properties = holder.alternative("oneOf").child("properties");
      properties.child(tagName).constant(member.tag());
      properties.child(memberName).refer(member.shape());
    }
  }

  String tagOf(Object value) {
    return member(value).tag();
  }

  private Member member(Object value) {
    var member = byType.get(value.getClass());
    if (member == null) {
      throw new IllegalArgumentException(value.getClass() + " does not belong to this family");
    }
    return member;
  }

  /** One record of a family. Families are large and few members are met at once: looked at late. */
  static final class Member {

    private final String tag;
    private final Class<? extends Record> type;
    private final @Nullable String tagProperty;
    private @Nullable RecordType shape;

    Member(String tag, Class<? extends Record> type, @Nullable String tagProperty) {
      this.tag = tag;
      this.type = type;
      this.tagProperty = tagProperty;
    }

    String tag() {
      return tag;
    }

    /** Threads that meet here make equal shapes, which are immutable: no lock is needed. */
    RecordType shape() {
      var known = shape;
      if (known == null) {
        known = RecordType.of(type, constants());
        shape = known;
      }
      return known;
    }

    private List<RecordProperty> constants() {
      return tagProperty == null
          ? List.of()
          : List.of(new RecordProperty.Constant(tagProperty, tag));
    }
  }
}
