package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Opens a terminal.
 *
 * @param surface absent means a local terminal
 */
public record TerminalStart(Optional<OperatorTerminalSurface> surface) implements TerminalPayload {

  /** The operation's name. */
  public static final String OPERATION = "start";

  public static final Contract<TerminalStart> CONTRACT = Contract.of(TerminalStart.class);

  private static final Rules RULES = Rules.of(TerminalStart.class);

  public TerminalStart {
    RULES.check(surface).orThrow();
  }
}
