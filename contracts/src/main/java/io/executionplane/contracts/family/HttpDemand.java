package io.executionplane.contracts.family;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * The reader of an incremental response asks for more of it.
 *
 * @param count how many more chunks may come, 1 to 1024
 */
public record HttpDemand(Control control, @Range(min = 1, max = 1024) int count) {

  public static final Contract<HttpDemand> CONTRACT = Contract.of(HttpDemand.class);

  private static final Rules RULES = Rules.of(HttpDemand.class);

  public HttpDemand {
    RULES.check(control, count).orThrow();
  }

  /** What a reader may say to a response that is under way. */
  public enum Control {
    DEMAND
  }
}
