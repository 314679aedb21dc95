package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Instant;
import java.util.List;

/**
 * A short-lived capability to attach to something that runs. Never changed, only superseded or
 * revoked.
 *
 * @param target names the grant itself: {@code attach_grant_ref}
 */
@ContractVersion("ExecutionPlane.AttachGrant.v1")
public record AttachGrant(
    @Inline HazmatScope scope,
    @Inline TargetBinding target,
    @Ref String boundarySessionId,
    @Ref String leaseRef,
    @Ref String hazmatResourceRef,
    @Ref String revocationRef,
    GrantScope grantScope,
    Instant expiresAt,
    @Handle({"credential-handle://", "urn:credential-handle:"}) @Size(max = 64)
        List<String> credentialHandleRefs,
    @Handle("provider-account://") @Size(max = 64) List<String> providerAccountRefs,
    @Handle("connector-instance://") @Size(max = 64) List<String> connectorInstanceRefs,
    @Handle("cleanup://") @Size(max = 64) List<String> cleanupRefs) {

  public static final Contract<AttachGrant> CONTRACT = Contract.of(AttachGrant.class);

  private static final Rules RULES = Rules.of(AttachGrant.class);

  public AttachGrant {
    RULES
        .check(
            scope,
            target,
            boundarySessionId,
            leaseRef,
            hazmatResourceRef,
            revocationRef,
            grantScope,
            expiresAt,
            credentialHandleRefs,
            providerAccountRefs,
            connectorInstanceRefs,
            cleanupRefs)
        .orThrow();
    expiresAt = Timestamps.micros(expiresAt);
    credentialHandleRefs = List.copyOf(credentialHandleRefs);
    providerAccountRefs = List.copyOf(providerAccountRefs);
    connectorInstanceRefs = List.copyOf(connectorInstanceRefs);
    cleanupRefs = List.copyOf(cleanupRefs);
  }

  /** Whether the grant still counts. */
  public boolean isCurrent(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Whether its holder may do this. What the scope does not list is not permitted. */
  public boolean permits(AttachDirection direction) {
    return grantScope.permits(direction);
  }

  /** Whether it was given to this actor: to the principal where one is named, else the system. */
  public boolean isHeldBy(String actorRef) {
    return scope.principalRef().or(scope::systemActorRef).stream().anyMatch(actorRef::equals);
  }
}
