package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;

/** What machine is this? */
public record DiagnosticSystemInfo(@Inline DiagnosticLimits limits) implements DiagnosticPayload {

  /** The operation's name. */
  public static final String OPERATION = "diagnostic.system_info";

  public static final Contract<DiagnosticSystemInfo> CONTRACT =
      Contract.of(DiagnosticSystemInfo.class);

  private static final Rules RULES = Rules.of(DiagnosticSystemInfo.class);

  public DiagnosticSystemInfo {
    RULES.check(limits).orThrow();
  }
}
