package io.executionplane.contracts.posture;

/** A named choice of tier. */
public enum PersistenceProfile {
  /** The default: memory, nothing claimed. */
  MICKEY_MOUSE(PersistenceTier.MEMORY_EPHEMERAL),
  MEMORY_DEBUG(PersistenceTier.MEMORY_EPHEMERAL),
  LOCAL_RESTART_SAFE(PersistenceTier.LOCAL_RESTART_SAFE),
  INTEGRATION_POSTGRES(PersistenceTier.POSTGRES_SHARED),
  OPS_DURABLE(PersistenceTier.POSTGRES_SHARED),
  FULL_DEBUG_TRACKED(PersistenceTier.POSTGRES_SHARED),
  DISTRIBUTED_PARTITIONED(PersistenceTier.POSTGRES_SHARED);

  private final PersistenceTier least;

  PersistenceProfile(PersistenceTier least) {
    this.least = least;
  }

  /** The tier that it stands for. */
  public PersistenceTier tier() {
    return least;
  }

  /**
   * Whether a posture of this profile may live in a tier. A profile in memory is never more, and a
   * durable one never less, than it says: what is less would be a downgrade in silence.
   */
  public boolean accepts(PersistenceTier tier) {
    return least.isDurable() ? tier.compareTo(least) >= 0 : !tier.isDurable();
  }
}
