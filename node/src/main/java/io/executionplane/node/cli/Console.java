package io.executionplane.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Where a command prints: results to {@code out}, everything else to {@code err}.
 *
 * @param err flushes every line
 * @param bytesOut where recorded bytes go: the same place as {@code out}
 * @param bytesErr the same place as {@code err}
 */
record Console(
    PrintWriter out,
    PrintWriter err,
    Terminals terminals,
    OutputStream bytesOut,
    OutputStream bytesErr) {

  /** A console whose recorded bytes go to our own standard streams. */
  Console(PrintWriter out, PrintWriter err, Terminals terminals) {
    this(
        out,
        err,
        terminals,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  /**
   * Prints recorded bytes on one of the two, inert if it is a terminal. What was printed as text
   * comes first.
   */
  BytePrinter bytePrinter(boolean toStderr) {
    flush();
    return toStderr
        ? new BytePrinter(bytesErr, terminals.stderr())
        : new BytePrinter(bytesOut, terminals.stdout());
  }

  /** One line about what went wrong. */
  void complain(String message) {
    err.println("ep: " + Inert.text(message));
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
