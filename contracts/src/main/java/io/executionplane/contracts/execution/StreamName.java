package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;

/**
 * The name of one recorded stream of bytes of an execution.
 *
 * @param text 1 to 32 characters of a-z, 0-9 and underscore
 */
@Scalar(pattern = "^[a-z0-9_]{1,32}$")
public record StreamName(String text) implements Comparable<StreamName> {

  private static final int LENGTH_MAX = 32;
  private static final Rules RULES = Rules.of(StreamName.class);

  /** The submitted request, redacted. */
  public static final StreamName REQUEST = new StreamName("request");

  public static final StreamName STDIN = new StreamName("stdin");
  public static final StreamName STDOUT = new StreamName("stdout");
  public static final StreamName STDERR = new StreamName("stderr");

  /** Everything that a command in a terminal puts out. */
  public static final StreamName PTY = new StreamName("pty");

  public StreamName {
    RULES
        .check(text)
        .and(() -> isName(text), "text", "must be 1 to 32 characters of a-z, 0-9 and _")
        .orThrow();
  }

  /** Whether some text is spelled like a stream's name. */
  public static boolean isName(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LENGTH_MAX;
  }

  @Override
  public int compareTo(StreamName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
