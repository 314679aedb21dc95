package io.executionplane.contracts.runtime;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Optional;

/**
 * How the receipt of an execution is named: after the execution and the generation that ended it.
 */
final class Receipts {

  private static final String PREFIX = "receipt://execution-plane/";

  private Receipts() {}

  /** The receipt that an execution has in some state. */
  static Optional<String> in(ActiveState state, ExecutionRef execution, long fence) {
    return state.isTerminal() ? Optional.of(of(execution) + fence) : Optional.empty();
  }

  /** Whether a receipt, if there is one, is the execution's. */
  static boolean areOf(ExecutionRef execution, Optional<String> receiptRef) {
    return receiptRef.map(ref -> ref.startsWith(of(execution))).orElse(true);
  }

  private static String of(ExecutionRef execution) {
    return PREFIX + execution.text() + "/";
  }
}
