package io.executionplane.contracts.posture;

/** What a store can be relied on for. Stated by whoever supplies the store, never assumed. */
public enum StoreCapability {
  /** What is written is there again after a restart on the same machine. */
  LOCAL_RESTART,
  /** It is a PostgreSQL database that several nodes share. */
  POSTGRES_SHARED,
  /** It is the history of a Temporal cluster. */
  TEMPORAL_DURABLE,
  /** It keeps objects of any size. */
  OBJECT_STORE,
  /** Any node reads what another one wrote. */
  SHARED_READ,
  /** Content can be kept in partitions. */
  PARTITIONS,
  /** Content goes when its time is over. */
  RETENTION,
  /** Content of earlier releases was shown to be read by this one. */
  MIGRATION_PROOF,
  /** What is kept of effects is redacted before it is written. */
  REDACTED_EVIDENCE
}
