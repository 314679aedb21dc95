package io.executionplane.contracts.runtime;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;

/**
 * Trouble as a client is told of it.
 *
 * @param code a stable word for programs, for example {@code stale_execution_fence}
 * @param message one sentence for people, without secrets
 * @param retryable whether the same call may be made again with hope
 * @param ambiguous whether the effect may have happened
 */
public record RuntimeError(
    RuntimeErrorCategory category,
    @NotBlank @Length(max = 64) String code,
    @NotBlank @Length(max = 1024) String message,
    boolean retryable,
    boolean ambiguous) {

  private static final Rules RULES = Rules.of(RuntimeError.class);

  public RuntimeError {
    RULES
        .check(category, code, message, retryable, ambiguous)
        .and(
            () -> ambiguous || category != RuntimeErrorCategory.AMBIGUOUS,
            "ambiguous",
            "must be true in this category")
        .and(
            () -> !retryable || !ambiguous,
            "retryable",
            "must be false where the effect may have happened")
        .orThrow();
  }

  /** Trouble of a kind, with what is usually true of that kind. */
  public static RuntimeError of(RuntimeErrorCategory category, String code, String message) {
    return new RuntimeError(
        category, code, message, category.isRetryable(), category.isAmbiguous());
  }
}
