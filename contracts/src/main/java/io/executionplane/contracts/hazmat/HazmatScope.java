package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Whose, where, on whose word. One of the two actors must be named.
 *
 * @param principalRef the person or service that acts
 * @param systemActorRef the part of the system that acts by itself
 */
public record HazmatScope(
    @Ref String tenantRef,
    @Ref String installationRef,
    @Handle("workspace://") String workspaceRef,
    @Ref String projectRef,
    @Ref String environmentRef,
    @Ref String resourceRef,
    @Ref String authorityPacketRef,
    @Ref String permissionDecisionRef,
    @Ref String idempotencyKey,
    @Ref String traceId,
    @Ref String correlationId,
    @Ref String releaseManifestRef,
    @Ref Optional<String> principalRef,
    @Ref Optional<String> systemActorRef) {

  private static final Rules RULES = Rules.of(HazmatScope.class);

  public HazmatScope {
    RULES
        .check(
            tenantRef,
            installationRef,
            workspaceRef,
            projectRef,
            environmentRef,
            resourceRef,
            authorityPacketRef,
            permissionDecisionRef,
            idempotencyKey,
            traceId,
            correlationId,
            releaseManifestRef,
            principalRef,
            systemActorRef)
        .and(
            () -> principalRef.isPresent() || systemActorRef.isPresent(),
            "principalRef",
            "or system_actor_ref is required")
        .orThrow();
  }
}
