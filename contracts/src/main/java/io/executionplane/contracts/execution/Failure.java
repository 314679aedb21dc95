package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;

/**
 * Why an execution failed.
 *
 * @param failureClass the class, from which owner and retryability follow
 * @param code a stable word for programs, for example {@code command_not_found}
 * @param reason one sentence for people; never a value of the request's environment or input
 */
public record Failure(
    FailureClass failureClass,
    @NotBlank @Length(max = 64) String code,
    @NotBlank @Length(max = 1024) String reason) {

  private static final Rules RULES = Rules.of(Failure.class);

  public Failure {
    RULES.check(failureClass, code, reason).orThrow();
  }
}
