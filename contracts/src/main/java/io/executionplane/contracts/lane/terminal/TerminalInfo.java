package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Asks about one terminal.
 *
 * @param terminalId absent means the only one there is
 */
public record TerminalInfo(@Ref Optional<String> terminalId) implements TerminalPayload {

  /** The operation's name. */
  public static final String OPERATION = "info";

  public static final Contract<TerminalInfo> CONTRACT = Contract.of(TerminalInfo.class);

  private static final Rules RULES = Rules.of(TerminalInfo.class);

  public TerminalInfo {
    RULES.check(terminalId).orThrow();
  }
}
