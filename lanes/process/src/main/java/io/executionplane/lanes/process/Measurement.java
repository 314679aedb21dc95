package io.executionplane.lanes.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.json.Sha256;
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

  Sha256 digest() {
    return Sha256.of(text(findings).getBytes(UTF_8));
  }

  private static String text(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.subject() + ": " + finding.detail())
        .collect(Collectors.joining("\n"));
  }
}
