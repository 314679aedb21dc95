package io.executionplane.lanes.process;

import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.Finding.Grade;
import io.executionplane.lanes.spi.LaneUnavailableException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that was found out about a target, as its descriptor commits to it.
 *
 * @param findings in the order of the looks
 */
record Measurement(List<Finding> findings) {

  Measurement {
    findings = List.copyOf(findings);
  }

  /**
   * Complains where a look failed.
   *
   * @throws LaneUnavailableException with what failed
   */
  void requireGood(String otherwise) {
    var failed = findings.stream().filter(each -> each.grade() == Grade.FAILURE).toList();
    if (!failed.isEmpty()) {
      throw new LaneUnavailableException(otherwise + ": " + text(failed));
    }
  }

  /** A line for each look. */
  List<String> lines() {
    return findings.stream().map(Measurement::line).toList();
  }

  private static String text(List<Finding> findings) {
    return findings.stream().map(Measurement::line).collect(Collectors.joining("; "));
  }

  private static String line(Finding finding) {
    var line = finding.subject() + ": " + finding.detail().replace('\n', ' ');
    return line.substring(0, Math.min(line.length(), TargetDescriptor.LOOK_LENGTH_MAX));
  }
}
