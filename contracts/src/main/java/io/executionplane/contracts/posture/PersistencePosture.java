package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the store of one component promises. Never more than its tier can keep.
 *
 * @param storeSet names of the stores
 * @param rawProcessStatePersistence always false: raw process state is never kept
 */
@ContractVersion("ExecutionPlane.PersistencePosture.v1")
public record PersistencePosture(
    PersistedComponent component,
    PersistenceProfile profile,
    PersistenceTier tier,
    CaptureLevel captureLevel,
    @Ref @Size(max = 16) List<String> storeSet,
    @Ref Optional<String> partition,
    @Ref Optional<String> retention,
    DebugTap debugTap,
    @Ref Optional<String> receiptRef,
    @Ref @Size(max = 16) List<String> storeRefs,
    boolean durable,
    RestartClaim restartDurabilityClaim,
    boolean rawProcessStatePersistence) {

  public static final Contract<PersistencePosture> CONTRACT = Contract.of(PersistencePosture.class);

  private static final Rules RULES = Rules.of(PersistencePosture.class);

  public PersistencePosture {
    RULES
        .check(
            component,
            profile,
            tier,
            captureLevel,
            storeSet,
            partition,
            retention,
            debugTap,
            receiptRef,
            storeRefs,
            durable,
            restartDurabilityClaim,
            rawProcessStatePersistence)
        .and(() -> !rawProcessStatePersistence, "rawProcessStatePersistence", "must be false")
        .and(() -> profile.accepts(tier), "tier", "must be one that the profile stands for")
        .and(() -> durable == tier.isDurable(), "durable", "must be what the tier is")
        .and(
            () -> tier.supports(restartDurabilityClaim),
            "restartDurabilityClaim",
            "must be one that the tier can keep")
        .orThrow();
    storeSet = List.copyOf(storeSet);
    storeRefs = List.copyOf(storeRefs);
  }

  /** The built-in default of a component: in memory, names only, nothing claimed. */
  public static PersistencePosture mickeyMouse(PersistedComponent component) {
    return new PersistencePosture(
        component,
        PersistenceProfile.MICKEY_MOUSE,
        PersistenceTier.MEMORY_EPHEMERAL,
        CaptureLevel.REFS_ONLY,
        List.of("memory"),
        Optional.empty(),
        Optional.empty(),
        DebugTap.OFF,
        Optional.empty(),
        List.of(),
        false,
        RestartClaim.NONE,
        false);
  }

  /** The built-in defaults, one for each component. */
  public static List<PersistencePosture> defaults() {
    return Arrays.stream(PersistedComponent.values()).map(PersistencePosture::mickeyMouse).toList();
  }
}
