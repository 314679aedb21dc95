package io.executionplane.node.cli;

/** A command cannot go on. The message is one line for the user. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitStatus;
  private final String line;

  CliException(String message) {
    this(ExitStatus.PLANE, message);
  }

  CliException(int exitStatus, String line) {
    super(line);
    this.exitStatus = exitStatus;
    this.line = line;
  }

  /** The line for the user. */
  String line() {
    return line;
  }

  int exitStatus() {
    return exitStatus;
  }
}
