package io.executionplane.journal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.CanonicalJson;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The first place in which two objects differ, durations left out.
 *
 * <p>By the conventions of the record, a duration is a number whose name ends with its unit.
 */
final class JsonDifference {

  private static final String MILLIS = "_ms";
  private static final String MICROS = "_micros";
  private static final int SHOWN_MAX = 60;

  private JsonDifference() {}

  /** One line that says where and how they differ; empty if they do not. */
  static Optional<String> between(Optional<ObjectNode> a, Optional<ObjectNode> b) {
    if (a.isPresent() && b.isPresent()) {
      return between("", a.orElseThrow(), b.orElseThrow());
    }
    return a.isPresent() == b.isPresent()
        ? Optional.empty()
        : Optional.of("there is one only in " + (a.isPresent() ? "the first" : "the second"));
  }

  private static Optional<String> between(String pointer, JsonNode a, JsonNode b) {
    if (a.isObject() && b.isObject()) {
      return betweenObjects(pointer, a, b);
    }
    return a.equals(b)
        ? Optional.empty()
        : Optional.of((pointer.isEmpty() ? "" : pointer + ": ") + show(a) + " and " + show(b));
  }

  private static Optional<String> betweenObjects(String pointer, JsonNode a, JsonNode b) {
    var names = new TreeSet<String>();
    a.fieldNames().forEachRemaining(names::add);
    b.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !isDuration(name))
        .flatMap(
            name -> between(pointer + "/" + escaped(name), a.path(name), b.path(name)).stream())
        .findFirst();
  }

  private static boolean isDuration(String name) {
    return name.endsWith(MILLIS) || name.endsWith(MICROS);
  }

  /** As a JSON pointer spells it (RFC 6901). */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String show(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    var text = CanonicalJson.text(node);
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
