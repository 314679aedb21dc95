package io.executionplane.journal.export;

import io.executionplane.journal.verify.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found about the files of an export. Bounded. */
final class ExportFindings {

  private static final int LINES_MAX = 1000;

  final List<Finding> checked = new ArrayList<>();
  final List<Finding> failed = new ArrayList<>();
  final List<Finding> notChecked = new ArrayList<>();

  void checked(String place, String sentence) {
    add(checked, place, sentence);
  }

  void failed(String place, String sentence) {
    add(failed, place, sentence);
  }

  void notChecked(String place, String sentence) {
    add(notChecked, place, sentence);
  }

  /** What is beyond the limit says no more than what is within. */
  private static void add(List<Finding> lines, String place, String sentence) {
    if (lines.size() < LINES_MAX) {
      lines.add(new Finding(place, sentence));
    }
  }
}
