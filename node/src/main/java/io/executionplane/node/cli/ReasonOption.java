package io.executionplane.node.cli;

import io.executionplane.contracts.evidence.log.LogEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why something is done that the log keeps for ever. */
final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, as the log keeps it for ever and everybody can read it.")
  private @Nullable String reason;

  /** What the user said, or what is said where he said nothing. */
  String textOr(String otherwise) {
    if (reason == null) {
      return otherwise;
    }
    if (reason.isBlank()
        || reason.codePointCount(0, reason.length()) > LogEntry.REASON_LENGTH_MAX) {
      throw new CliException("--reason: give 1 to " + LogEntry.REASON_LENGTH_MAX + " characters");
    }
    return reason;
  }
}
