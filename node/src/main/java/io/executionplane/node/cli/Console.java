package io.executionplane.node.cli;

import java.io.PrintWriter;

/**
 * Where a command prints: results to {@code out}, everything else to {@code err}.
 *
 * @param err flushes every line
 */
record Console(PrintWriter out, PrintWriter err, Terminals terminals) {

  /** One line about what went wrong. */
  void complain(String message) {
    err.println("ep: " + Inert.text(message));
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
