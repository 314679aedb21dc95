package io.executionplane.node.cli;

import picocli.CommandLine.Option;

/** How results are printed. */
final class FormatOption {

  /** The forms of a result. */
  enum Format {
    json,
    table,
    yaml
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES} (default: table).")
  private Format format = Format.table;

  Format format() {
    return format;
  }
}
