package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;

/**
 * Whether a terminal was closed.
 *
 * @param stopped false means that there was none of that id
 */
public record TerminalStopOutput(boolean stopped) implements TerminalOutput {

  public static final Contract<TerminalStopOutput> CONTRACT = Contract.of(TerminalStopOutput.class);

  private static final Rules RULES = Rules.of(TerminalStopOutput.class);

  public TerminalStopOutput {
    RULES.check(stopped).orThrow();
  }
}
