package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an execution, as a subscriber outside the record is told. The record
 * itself holds evidence events.
 *
 * @param eventType for example {@code execution.started}
 */
@ContractVersion("1")
public record ExecutionEvent(
    @Ref String eventId,
    ExecutionRef executionRef,
    @Ref String eventType,
    Optional<JsonObject> payload,
    Instant emittedAt) {

  public static final Contract<ExecutionEvent> CONTRACT = Contract.of(ExecutionEvent.class);

  private static final Rules RULES = Rules.of(ExecutionEvent.class);

  public ExecutionEvent {
    RULES.check(eventId, executionRef, eventType, payload, emittedAt).orThrow();
    emittedAt = Timestamps.micros(emittedAt);
  }
}
