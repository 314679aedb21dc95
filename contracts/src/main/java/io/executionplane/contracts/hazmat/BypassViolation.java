package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** A place in a caller's sources that goes around the facade. */
public record BypassViolation(
    @NotBlank @Length(max = 1024) String path,
    @Range(min = 1) int line,
    @Ref String forbiddenModule,
    @Ref String requiredFacade) {

  private static final Rules RULES = Rules.of(BypassViolation.class);

  public BypassViolation {
    RULES.check(path, line, forbiddenModule, requiredFacade).orThrow();
  }
}
