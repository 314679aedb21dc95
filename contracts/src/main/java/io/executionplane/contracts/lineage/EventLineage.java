package io.executionplane.contracts.lineage;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** What one event of a route descends from: the lineage of its route, and its own id. */
public record EventLineage(@Inline RouteLineage route, @Ref String eventId) {

  public static final Contract<EventLineage> CONTRACT = Contract.of(EventLineage.class);

  private static final Rules RULES = Rules.of(EventLineage.class);

  public EventLineage {
    RULES.check(route, eventId).orThrow();
  }
}
