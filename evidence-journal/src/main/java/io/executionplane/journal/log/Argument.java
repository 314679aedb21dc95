package io.executionplane.journal.log;

/** What a caller of this package must keep to; what a stranger sends is {@link StrictText}'s. */
final class Argument {

  private Argument() {}

  /**
   * Refuses a caller's mistake.
   *
   * @throws IllegalArgumentException unless it holds
   */
  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
