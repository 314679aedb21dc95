package io.executionplane.node.session;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Map;

/** What is on every line that is logged about an execution, beside the line itself. */
public final class LogContext {

  private static final String EXECUTION_REF = "execution_ref";

  private LogContext() {}

  /** For the mapped diagnostic context (SLF4J) of the actors of an execution. */
  public static Map<String, String> of(ExecutionRef ref) {
    return Map.of(EXECUTION_REF, ref.text());
  }
}
