package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** Closes a terminal. */
public record TerminalStop(@Ref String terminalId) implements TerminalPayload {

  /** The operation's name. */
  public static final String OPERATION = "stop";

  public static final Contract<TerminalStop> CONTRACT = Contract.of(TerminalStop.class);

  private static final Rules RULES = Rules.of(TerminalStop.class);

  public TerminalStop {
    RULES.check(terminalId).orThrow();
  }
}
