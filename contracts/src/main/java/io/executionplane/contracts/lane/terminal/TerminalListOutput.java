package io.executionplane.contracts.lane.terminal;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/**
 * The open terminals.
 *
 * @param terminals sorted by id, each id once
 */
public record TerminalListOutput(@Size(max = 1_000) List<TerminalDescription> terminals)
    implements TerminalOutput {

  public static final Contract<TerminalListOutput> CONTRACT = Contract.of(TerminalListOutput.class);

  private static final Rules RULES = Rules.of(TerminalListOutput.class);

  public TerminalListOutput {
    RULES
        .check(terminals)
        .and(
            terminals,
            TerminalListOutput::isSorted,
            "terminals",
            "must be sorted by terminal_id, each once")
        .orThrow();
    terminals = List.copyOf(terminals);
  }

  private static boolean isSorted(List<TerminalDescription> terminals) {
    var ids = terminals.stream().map(TerminalDescription::terminalId).toList();
    return ids.equals(ids.stream().sorted().distinct().toList());
  }
}
