package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.http.HttpMethod;
import java.util.Optional;

/** How the parts of a snapshot are called. Read by hand, once. */
final class SnapshotNames {

  /** The property by which callers once said who they are. */
  static final String CONTEXT = "ctx";

  static final String CONTEXT_RULE = "must not have ctx: context comes from the plane";

  private SnapshotNames() {}

  static boolean isWithoutContext(Optional<JsonObject> payload) {
    return payload.map(each -> !each.toNode().has(CONTEXT)).orElse(true);
  }

  /** A method, one space, and a path that begins with a slash. */
  static boolean isRoute(String name) {
    var space = name.indexOf(' ');
    return space > 0
        && isMethod(name.substring(0, space))
        && name.startsWith("/", space + 1)
        && name.chars().skip(space + 1L).allMatch(c -> c > ' ' && c != 0x7f);
  }

  private static boolean isMethod(String text) {
    for (var method : HttpMethod.values()) {
      if (method.name().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** A module's dotted name and a function's: two identifiers of ASCII at least. */
  static boolean isHandler(String text) {
    var start = 0;
    for (var dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
      if (!isIdentifier(text.substring(start, dot))) {
        return false;
      }
      start = dot + 1;
    }
    return start > 0 && isIdentifier(text.substring(start));
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && !isDigit(text.charAt(0))
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '_');
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
