package io.executionplane.lanes.process.guest.bridge;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.process.ProcessFact;
import java.util.Optional;

/**
 * The answer to {@link StartSession}: it runs.
 *
 * @param launched what it is in the guest; absent where the guest does not say
 */
public record Started(Optional<ProcessFact.Launched> launched) {

  public static final Contract<Started> CONTRACT = Contract.of(Started.class);

  private static final Rules RULES = Rules.of(Started.class);

  public Started {
    RULES.check(launched).orThrow();
  }
}
