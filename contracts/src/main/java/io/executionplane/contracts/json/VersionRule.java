package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the version of a contract is read and written: {@link ContractVersion}, {@link Since}.
 *
 * @param major the lowest version: its name, or its number as text
 * @param isNumber whether it travels as a number
 * @param highest the highest step that this reader knows; {@code lowest} if nothing was added
 */
record VersionRule(String major, boolean isNumber, int lowest, int highest) {

  static final String PROPERTY = "contract_version";

  /** What {@link #read} says of a version that is not known. */
  static final int UNKNOWN = -1;

  static VersionRule of(ContractVersion version, int highestSince) {
    var text = version.value();
    var isNumber = text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber && !hasMajor(text)) {
      throw new IllegalArgumentException(text + " ends in no version");
    }
    var lowest = isNumber ? Integer.parseInt(text) : 0;
    return new VersionRule(text, isNumber, lowest, Math.max(lowest, highestSince));
  }

  private static boolean hasMajor(String name) {
    var dot = name.lastIndexOf(".v");
    return dot > 0 && isDigits(name, dot + 2);
  }

  private static boolean isDigits(String text, int from) {
    return from < text.length() && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }

  /** The step that a document says it has, or {@link #UNKNOWN} after adding why not. */
  int read(JsonNode record, Place place, Violations found) {
    var node = record.get(PROPERTY);
    if (node == null) {
      return lowest;
    }
    for (var step = lowest; step <= highest; step++) {
      if (says(node, step)) {
        return step;
      }
    }
    found.add(place.at(PROPERTY), "must be " + accepted());
    return UNKNOWN;
  }

  private boolean says(JsonNode node, int step) {
    if (isNumber && node.isIntegralNumber()) {
      return node.canConvertToInt() && node.intValue() == step;
    }
    return node.isTextual() && node.textValue().equals(text(step));
  }

  private String accepted() {
    return highest == lowest ? text(lowest) : text(lowest) + " to " + text(highest);
  }

  /** How a step is spelled. */
  String text(int step) {
    if (isNumber) {
      return Integer.toString(step);
    }
    return step == 0 ? major : major + "." + step;
  }

  void write(int step, CanonicalWriter out) {
    out.property(PROPERTY);
    if (isNumber) {
      out.number(step);
    } else {
      out.string(text(step));
    }
  }

  void describe(SchemaNode schema) {
    for (var step = lowest; step <= highest; step++) {
      if (isNumber) {
        schema.choice(step);
      }
      schema.choice(text(step));
    }
  }
}
