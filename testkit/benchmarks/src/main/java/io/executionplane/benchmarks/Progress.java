package io.executionplane.benchmarks;

/** How far a benchmark is: one line on standard error that is written over. */
final class Progress {

  private static final String START_OF_CLEARED_LINE = "\r\u001b[K";

  private Progress() {}

  static void say(String what) {
    System.err.print(START_OF_CLEARED_LINE + what);
  }

  static void done() {
    System.err.print(START_OF_CLEARED_LINE);
  }
}
