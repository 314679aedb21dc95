package io.executionplane.journal.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the journal, spelled so that nobody is tempted to do arithmetic with it. */
final class PageToken {

  private static final String FORM = "v1:";

  private PageToken() {}

  static String of(long ordering) {
    var text = FORM + ordering;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place.
   *
   * @throws InvalidPageTokenException if it is no token of ours
   */
  static long ordering(String token) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(FORM)) {
        return Long.parseLong(text.substring(FORM.length()));
      }
    } catch (IllegalArgumentException notOurs) {
      throw new InvalidPageTokenException(notOurs);
    }
    throw new InvalidPageTokenException(null);
  }
}
