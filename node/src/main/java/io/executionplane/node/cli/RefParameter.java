package io.executionplane.node.cli;

import picocli.CommandLine.Parameters;

/** The execution that a command is about. */
final class RefParameter {

  @Parameters(
      paramLabel = "REF",
      description = "The execution: ex_…, or at least 6 of its first characters.")
  private String text = "";

  String text() {
    return text;
  }
}
