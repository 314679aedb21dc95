package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What is known of a terminal.
 *
 * @param terminal absent means that there is none of that id
 */
public record TerminalInfoOutput(Optional<TerminalDescription> terminal) implements TerminalOutput {

  public static final Contract<TerminalInfoOutput> CONTRACT = Contract.of(TerminalInfoOutput.class);

  private static final Rules RULES = Rules.of(TerminalInfoOutput.class);

  public TerminalInfoOutput {
    RULES.check(terminal).orThrow();
  }
}
