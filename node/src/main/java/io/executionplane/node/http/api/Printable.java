package io.executionplane.node.http.api;

/** What a caller chose, as it may stand in a sentence that is shown to people. */
final class Printable {

  private static final int CHARS_MAX = 64;

  private Printable() {}

  static String of(String text) {
    var shortened = text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "…";
    return shortened.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
  }
}
