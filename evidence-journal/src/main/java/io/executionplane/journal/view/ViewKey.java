package io.executionplane.journal.view;

import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.Sha256;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** How values are spelled in the view, so that equal ones are equal there. */
final class ViewKey {

  /** Characters that a column holds and an index of PostgreSQL can bear. */
  static final int LENGTH_MAX = 255;

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private ViewKey() {}

  /** A text, or its hash where it is too long or has a character that PostgreSQL does not store. */
  static String of(String text) {
    return text.length() <= LENGTH_MAX && text.indexOf('\0') < 0
        ? text
        : Sha256.ofText(text).toString();
  }

  static String of(ExecutionStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** Two labels may have one key, when there is a = in a name; whoever reads the record notices. */
  static String of(Map.Entry<String, String> label) {
    return of(label.getKey() + "=" + label.getValue());
  }

  /** Microseconds since 1970, rounded down; moments that no event can have count as its nearest. */
  static long micros(Instant at) {
    var spelled = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
    return Math.multiplyExact(spelled.getEpochSecond(), 1_000_000L) + spelled.getNano() / 1000;
  }
}
