package io.executionplane.contracts.runtime;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;

/**
 * Something that a subscriber is told, in order. Its payload has no property of a {@linkplain
 * CredentialNames credential's name}, at any depth.
 *
 * @param sequence 1, 2, 3, … without gaps
 */
@ContractVersion("ExecutionPlane.ActiveEvent.v1")
public record ActiveEvent(
    ExecutionRef executionRef,
    @Range(min = 1) long sequence,
    @Range(min = 1) long fence,
    ActiveEventKind kind,
    Instant emittedAt,
    JsonObject payload) {

  public static final Contract<ActiveEvent> CONTRACT = Contract.of(ActiveEvent.class);

  private static final Rules RULES = Rules.of(ActiveEvent.class);

  public ActiveEvent {
    RULES.check(executionRef, sequence, fence, kind, emittedAt, payload).orThrow();
    CredentialNames.refuseIn(payload, "/payload");
    emittedAt = Timestamps.micros(emittedAt);
  }
}
