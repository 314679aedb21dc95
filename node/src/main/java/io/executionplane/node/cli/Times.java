package io.executionplane.node.cli;

import java.time.Instant;

/** Values, as people are shown them. */
final class Times {

  private Times() {}

  /** To the second: people compare, programs read the document. */
  static String text(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond()).toString();
  }
}
