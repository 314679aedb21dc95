package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;

/** The terminal that was opened. */
public record TerminalStartOutput(TerminalDescription terminal) implements TerminalOutput {

  public static final Contract<TerminalStartOutput> CONTRACT =
      Contract.of(TerminalStartOutput.class);

  private static final Rules RULES = Rules.of(TerminalStartOutput.class);

  public TerminalStartOutput {
    RULES.check(terminal).orThrow();
  }
}
