package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every intent says, whatever its protocol: which wish, under which decision, at which target.
 *
 * @param deadlineAt when the wish expires; past it, dispatch is refused
 * @param extensions experiments, by namespaced name
 */
@ContractVersion("execution_intent_envelope.v1")
public record ExecutionIntentEnvelope(
    @Ref String intentId,
    @Ref String family,
    @Ref String protocol,
    @Ref String idempotencyKey,
    @Ref String boundarySessionId,
    @Ref String decisionId,
    @Inline TargetBinding target,
    @Handle("workspace://") String workspaceRef,
    @Ref Optional<String> traceId,
    @Ref Optional<String> leaseRef,
    @Ref Optional<String> routeTemplateRef,
    @Ref Optional<String> attemptRef,
    @Ref Optional<String> cancellationRef,
    Optional<Instant> deadlineAt,
    @Handle({"credential-handle://", "urn:credential-handle:"}) @Size(max = 64)
        List<String> credentialHandleRefs,
    @Ref @Size(max = 64) List<String> requestedCapabilities,
    Optional<JsonObject> extensions) {

  public static final Contract<ExecutionIntentEnvelope> CONTRACT =
      Contract.of(ExecutionIntentEnvelope.class);

  private static final Rules RULES = Rules.of(ExecutionIntentEnvelope.class);

  public ExecutionIntentEnvelope {
    RULES
        .check(
            intentId,
            family,
            protocol,
            idempotencyKey,
            boundarySessionId,
            decisionId,
            target,
            workspaceRef,
            traceId,
            leaseRef,
            routeTemplateRef,
            attemptRef,
            cancellationRef,
            deadlineAt,
            credentialHandleRefs,
            requestedCapabilities,
            extensions)
        .orThrow();
    deadlineAt = deadlineAt.map(Timestamps::micros);
    credentialHandleRefs = List.copyOf(credentialHandleRefs);
    requestedCapabilities = List.copyOf(requestedCapabilities);
  }
}
