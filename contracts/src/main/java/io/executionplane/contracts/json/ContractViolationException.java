package io.executionplane.contracts.json;

import java.util.List;
import java.util.stream.Collectors;

/** A value broke its contract. Names every broken rule, never the value itself. */
public final class ContractViolationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public ContractViolationException(List<Violation> violations) {
    super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /**
   * The broken rules, in the order in which they were found; never empty. Of a value that breaks
   * more than a hundred, the first hundred, and a last one that says how many more there are.
   */
  public List<Violation> violations() {
    return violations;
  }
}
