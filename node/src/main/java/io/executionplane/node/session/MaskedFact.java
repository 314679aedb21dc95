package io.executionplane.node.session;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.node.redaction.Redactor;

/** A fact as it is recorded: without the secrets of its execution. */
record MaskedFact(String name, JsonObject data) implements LaneFact {

  static MaskedFact of(LaneFact fact, Redactor redactor) {
    return new MaskedFact(fact.name(), redactor.object(fact.data()));
  }
}
