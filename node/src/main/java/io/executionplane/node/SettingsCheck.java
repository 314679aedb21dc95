package io.executionplane.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refuses settings that nothing would read: a misspelt limit must not pass for a limit. */
final class SettingsCheck {

  private static final String ROOT = "execution-plane";

  private SettingsCheck() {}

  /**
   * Checks what the host gave against what {@code reference.conf} names.
   *
   * @throws NodeStartException naming the first unknown key and the nearest known one
   */
  static void requireKnown(Config given) {
    if (!given.hasPath(ROOT)) {
      return;
    }
    var known = keys(ConfigFactory.defaultReference().getConfig(ROOT));
    for (var key : keys(given.getConfig(ROOT))) {
      if (!known.contains(key)) {
        throw new NodeStartException(
            ROOT
                + "."
                + key
                + " is not a setting; the nearest is "
                + ROOT
                + "."
                + nearest(key, known));
      }
    }
  }

  private static Set<String> keys(Config section) {
    return section.entrySet().stream()
        .map(entry -> entry.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String nearest(String key, Set<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(key, each))).orElseThrow();
  }

  /** Levenshtein's distance: the least number of letters to change, add or drop. */
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (var i = 0; i <= to.length(); i++) {
      row[i] = i;
    }
    for (var i = 1; i <= from.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
