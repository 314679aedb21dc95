package io.executionplane.contracts.evidence.log;

import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;

/**
 * The name of a log, which is also the name of the keys that sign for it: the origin of its
 * checkpoints (C2SP tlog-checkpoint). Usually a URL without a scheme, for example {@code
 * example.com/executions}.
 *
 * <p>Narrower than that specification asks for, so that a name looks like itself everywhere.
 *
 * @param text 1 to 255 printable ASCII characters other than space and plus
 */
@Scalar(pattern = "^[!-*,-~]{1,255}$")
public record LogName(String text) implements Comparable<LogName> {

  private static final int LENGTH_MAX = 255;
  private static final Rules RULES = Rules.of(LogName.class);

  public LogName {
    RULES
        .check(text)
        .and(
            () -> isName(text),
            "text",
            "must be 1 to 255 printable ASCII characters without space and plus")
        .orThrow();
  }

  /** Whether some text is spelled like the name of a log. */
  public static boolean isName(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < '!' || c > '~' || c == '+') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LENGTH_MAX;
  }

  @Override
  public int compareTo(LogName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
