package io.executionplane.contracts.node;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/** The contract versions of boundary values that a node understands. */
public record ContractVersionRange(@Range(min = 1) int min, @Range(min = 1) int max) {

  private static final Rules RULES = Rules.of(ContractVersionRange.class);

  public ContractVersionRange {
    RULES.check(min, max).and(max >= min, "max", "must be at least min").orThrow();
  }
}
