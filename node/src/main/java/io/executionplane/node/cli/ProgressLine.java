package io.executionplane.node.cli;

import io.executionplane.journal.read.ProgressListener;

/** One line on standard error that says how far we are; nothing unless that is a terminal. */
final class ProgressLine implements ProgressListener, AutoCloseable {

  /** Often enough to be seen moving, seldom enough to cost nothing. */
  private static final long STEPS = 200;

  private final Console console;
  private final String what;
  private long step = -1;
  private int shown;

  ProgressLine(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  @Override
  public void onProgress(long done, long total) {
    var reached = total == 0 ? STEPS : done * STEPS / total;
    if (console.terminals().stderr() && reached != step) {
      step = reached;
      show(what + " " + done + " of " + total);
    }
  }

  private void show(String line) {
    // Counts only grow, but the total may too: what is left of a longer line is written over.
    console.err().print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    console.err().flush();
    shown = line.length();
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (shown > 0) {
      console.err().print("\r" + " ".repeat(shown) + "\r");
      console.err().flush();
    }
  }
}
