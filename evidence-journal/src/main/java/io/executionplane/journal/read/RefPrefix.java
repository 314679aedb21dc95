package io.executionplane.journal.read;

import io.executionplane.journal.chain.PersistenceIds;
import java.util.List;
import java.util.regex.Pattern;

/** The beginning of a ref, long enough to mean one. */
final class RefPrefix {

  /** Fewest characters after {@code ex_}. */
  static final int DIGITS_MIN = 6;

  private static final int CANDIDATES_MAX = 5;
  private static final String REF_PREFIX = "ex_";
  private static final Pattern DIGITS = Pattern.compile("[a-z2-7]{" + DIGITS_MIN + ",26}");

  /** Sorts after every character that a ref can have. */
  private static final char LAST = '~';

  private RefPrefix() {}

  static Resolution resolve(JournalTable table, String text) {
    var digits = text.startsWith(REF_PREFIX) ? text.substring(REF_PREFIX.length()) : text;
    if (!DIGITS.matcher(digits).matches()) {
      return new Resolution.NotARef();
    }
    var from = PersistenceIds.PREFIX + REF_PREFIX + digits;
    return resolution(table.idsBetween(from, from + LAST, CANDIDATES_MAX));
  }

  private static Resolution resolution(List<String> ids) {
    var refs = ids.stream().flatMap(id -> PersistenceIds.refOf(id).stream()).toList();
    return switch (refs.size()) {
      case 0 -> new Resolution.Unknown();
      case 1 -> new Resolution.Found(refs.get(0));
      default -> new Resolution.Ambiguous(refs);
    };
  }
}
