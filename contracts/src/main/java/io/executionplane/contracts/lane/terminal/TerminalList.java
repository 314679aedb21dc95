package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;

/** Asks for all terminals. */
public record TerminalList() implements TerminalPayload {

  /** The operation's name. */
  public static final String OPERATION = "list";

  public static final Contract<TerminalList> CONTRACT = Contract.of(TerminalList.class);
}
