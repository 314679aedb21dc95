package io.executionplane.node.cli;

import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.replay.JournalFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a check of a whole journal came upon. However much that is, little is held: of each list the
 * first findings, and the number of all.
 *
 * @param failed what is wrong, the first broken place first
 * @param notChecked what could not be checked
 */
record WholeCheck(
    JournalCheck.Summary summary, List<JournalFinding> failed, List<JournalFinding> notChecked) {

  /** Most findings of a list. */
  private static final int LISTED_MAX = 1000;

  WholeCheck {
    failed = List.copyOf(failed);
    notChecked = List.copyOf(notChecked);
  }

  /** Checks everything that a store holds, and says on a terminal how far it has come. */
  static WholeCheck of(Stores opened, Console console) {
    var failed = new ArrayList<JournalFinding>();
    var notChecked = new ArrayList<JournalFinding>();
    try (var progress = new ProgressLine(console, "checked")) {
      var summary =
          new JournalCheck(
                  opened.journal().dataSource(),
                  finding -> keep(finding, finding.certain() ? failed : notChecked),
                  progress)
              .run();
      return new WholeCheck(summary, failed, notChecked);
    }
  }

  private static void keep(JournalFinding finding, List<JournalFinding> list) {
    if (list.size() < LISTED_MAX) {
      list.add(finding);
    }
  }

  /** Everything that is listed, what is wrong first. */
  Stream<JournalFinding> listed() {
    return Stream.concat(failed.stream(), notChecked.stream());
  }

  /** How many findings are not listed. */
  long unlisted() {
    return summary.failures() + summary.unchecked() - failed.size() - notChecked.size();
  }

  /** How many executions are right, in words. */
  String howMany() {
    return summary.verified() + " of " + summary.executions() + " executions are right";
  }
}
