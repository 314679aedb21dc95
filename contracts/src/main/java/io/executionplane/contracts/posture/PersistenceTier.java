package io.executionplane.contracts.posture;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where what is persisted lives. */
public enum PersistenceTier {
  OFF(RestartClaim.NONE, null),
  MEMORY_EPHEMERAL(RestartClaim.NONE, null),
  LOCAL_RESTART_SAFE(RestartClaim.LOCAL, StoreCapability.LOCAL_RESTART),
  POSTGRES_SHARED(RestartClaim.SHARED, StoreCapability.POSTGRES_SHARED),
  TEMPORAL_DURABLE(RestartClaim.SHARED, StoreCapability.TEMPORAL_DURABLE),
  OBJECT_STORE(RestartClaim.SHARED, StoreCapability.OBJECT_STORE);

  private final RestartClaim most;
  private final @Nullable StoreCapability capability;

  PersistenceTier(RestartClaim most, @Nullable StoreCapability capability) {
    this.most = most;
    this.capability = capability;
  }

  /** Whether it survives the process. */
  public boolean isDurable() {
    return most != RestartClaim.NONE;
  }

  /** Whether such a claim can be kept here at all. */
  public boolean supports(RestartClaim claim) {
    return claim.compareTo(most) <= 0;
  }

  /** What a store of this tier must be; empty where none is needed. */
  public Optional<StoreCapability> capability() {
    return Optional.ofNullable(capability);
  }
}
