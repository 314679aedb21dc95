package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.ChainHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the lines of a report. Bounded: a record that is broken everywhere fills no memory. */
final class Findings {

  private static final int LINES_MAX = 1000;

  private final ExecutionRef ref;
  private final Lines checked = new Lines();
  private final Lines failed = new Lines();
  private final Lines notChecked = new Lines();

  Findings(ExecutionRef ref) {
    this.ref = ref;
  }

  /** Lines of one kind, and how many did not fit. */
  private static final class Lines {

    private final List<Finding> lines = new ArrayList<>();
    private long more;

    void add(String place, String sentence) {
      if (lines.size() < LINES_MAX) {
        lines.add(new Finding(place, sentence));
      } else {
        more++;
      }
    }

    List<Finding> of(ExecutionRef ref) {
      var all = new ArrayList<>(lines);
      if (more > 0) {
        all.add(new Finding(ref.text(), "and " + more + " more like these"));
      }
      return all;
    }
  }

  void checked(String place, String sentence) {
    checked.add(place, sentence);
  }

  void failed(String place, String sentence) {
    failed.add(place, sentence);
  }

  void notChecked(String place, String sentence) {
    notChecked.add(place, sentence);
  }

  /** How much is wrong so far: a part is sound if this did not grow while it was judged. */
  long failures() {
    return failed.lines.size() + failed.more;
  }

  VerificationReport report(Optional<ChainHead> head) {
    return new VerificationReport(ref, head, checked.of(ref), failed.of(ref), notChecked.of(ref));
  }
}
