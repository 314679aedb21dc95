package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a store can keep what a posture promises: asked before anything is written. There is no
 * third answer, so no promise is made smaller in silence.
 */
public sealed interface StorePreflight {

  /** It can. */
  record Passed(PersistencePosture posture) implements StorePreflight {

    private static final Rules RULES = Rules.of(Passed.class);

    public Passed {
      RULES.check(posture).orThrow();
    }
  }

  /**
   * It cannot.
   *
   * @param missing every capability that it lacks, each once
   */
  record Refused(@Size(min = 1, max = 16) List<StoreCapability> missing) implements StorePreflight {

    /** The stable word for programs. */
    public static final String CODE = "missing_store_capability";

    private static final Rules RULES = Rules.of(Refused.class);

    public Refused {
      RULES.check(missing).orThrow();
      missing = List.copyOf(missing);
    }
  }

  /**
   * Asks. A debug tap is not asked for: its failure must change nothing.
   *
   * @param offered what the store can be relied on for
   */
  static StorePreflight of(PersistencePosture posture, Set<StoreCapability> offered) {
    var missing = requiredBy(posture);
    missing.removeAll(offered);
    return missing.isEmpty() ? new Passed(posture) : new Refused(List.copyOf(missing));
  }

  /** What a store must be relied on for to keep a posture. A posture in memory needs nothing. */
  static EnumSet<StoreCapability> requiredBy(PersistencePosture posture) {
    var required = EnumSet.noneOf(StoreCapability.class);
    if (!posture.durable()) {
      return required;
    }
    posture.tier().capability().ifPresent(required::add);
    switch (posture.restartDurabilityClaim()) {
      case NONE -> {}
      case LOCAL -> addClaim(required, StoreCapability.LOCAL_RESTART);
      case SHARED -> addClaim(required, StoreCapability.LOCAL_RESTART, StoreCapability.SHARED_READ);
    }
    if (posture.partition().isPresent()
        || posture.profile() == PersistenceProfile.DISTRIBUTED_PARTITIONED) {
      required.add(StoreCapability.PARTITIONS);
    }
    if (posture.retention().isPresent()) {
      required.add(StoreCapability.RETENTION);
    }
    return required;
  }

  /** Whoever claims that something outlives a restart must have shown it. */
  private static void addClaim(Set<StoreCapability> required, StoreCapability... claimed) {
    required.addAll(Arrays.asList(claimed));
    required.add(StoreCapability.MIGRATION_PROOF);
    required.add(StoreCapability.REDACTED_EVIDENCE);
  }
}
