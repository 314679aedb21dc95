package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import java.util.List;

/** What evidence may say of a raw payload: the names of its properties, and never their values. */
public final class PayloadShape {

  /** Most names that a shape holds. */
  public static final int NAMES_MAX = 1_000;

  /** Longest name that is told as it is, in characters. */
  public static final int NAME_LENGTH_MAX = 256;

  private PayloadShape() {}

  /**
   * The names of a payload's own properties, sorted, at most {@link #NAMES_MAX}. A name that is
   * blank or longer than {@link #NAME_LENGTH_MAX} stands there as its digest.
   */
  public static List<String> names(JsonObject payload) {
    return payload.toNode().properties().stream()
        .map(property -> bounded(property.getKey()))
        .sorted()
        .limit(NAMES_MAX)
        .toList();
  }

  /** Whether a shape can tell every name. */
  static boolean isWhole(JsonObject payload) {
    return payload.toNode().size() <= NAMES_MAX;
  }

  private static String bounded(String name) {
    var isTellable = !isBlank(name) && name.codePointCount(0, name.length()) <= NAME_LENGTH_MAX;
    return isTellable ? name : Sha256.ofText(name).text();
  }

  /** Blank as {@code NotBlank} has it, no-break spaces included. */
  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }
}
