package io.executionplane.lanes.process.guest.bridge;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;

/**
 * The answer to {@code run}, once all is over. Its streams are text: what is no UTF-8 in them is
 * replaced. Who wants the bytes uses {@code start_session}.
 */
public record RunReply(String stdout, String stderr, StderrMode stderrMode, Exit exit) {

  public static final Contract<RunReply> CONTRACT = Contract.of(RunReply.class);

  private static final Rules RULES = Rules.of(RunReply.class);

  public RunReply {
    RULES.check(stdout, stderr, stderrMode, exit).orThrow();
  }

  /** Where error output went. */
  public enum StderrMode {
    SEPARATE,
    STDOUT
  }
}
