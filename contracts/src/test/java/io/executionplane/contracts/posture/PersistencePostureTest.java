package io.executionplane.contracts.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistencePostureTest {

  @Test
  void claimsNothingByDefaultAndNeedsNoStore() {
    var defaults = PersistencePosture.defaults();

    assertThat(defaults.stream().map(PersistencePosture::component))
        .containsExactly(PersistedComponent.values());
    assertThat(defaults)
        .allSatisfy(
            posture -> {
              assertThat(posture.durable()).isFalse();
              assertThat(posture.restartDurabilityClaim()).isEqualTo(RestartClaim.NONE);
              assertThat(posture.debugTap()).isEqualTo(DebugTap.OFF);
              assertThat(StorePreflight.of(posture, Set.of()))
                  .isEqualTo(new StorePreflight.Passed(posture));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "local_restart_safe, local_restart_safe, none, LOCAL_RESTART",
    "local_restart_safe, local_restart_safe, local,"
        + " LOCAL_RESTART MIGRATION_PROOF REDACTED_EVIDENCE",
    "integration_postgres, postgres_shared, none, POSTGRES_SHARED",
    "ops_durable, temporal_durable, shared,"
        + " LOCAL_RESTART TEMPORAL_DURABLE SHARED_READ MIGRATION_PROOF REDACTED_EVIDENCE",
    "distributed_partitioned, object_store, none, OBJECT_STORE PARTITIONS"
  })
  void namesEveryCapabilityThatAStoreLacks(
      String profile, String tier, String claim, String required) {
    var posture = posture(profile, tier, claim);
    var expected = capabilities(required);

    var refused = (StorePreflight.Refused) StorePreflight.of(posture, Set.of());

    assertThat(refused.missing()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(StorePreflight.of(posture, expected)).isInstanceOf(StorePreflight.Passed.class);
    for (var lacking : expected) {
      var offered = EnumSet.complementOf(EnumSet.of(lacking));
      assertThat(((StorePreflight.Refused) StorePreflight.of(posture, offered)).missing())
          .containsExactly(lacking);
    }
  }

  @Test
  void needsMoreOfAStoreThatKeepsPartitionsOrForgets() {
    var tree = tree("ops_durable", "postgres_shared", "none");
    tree.put("partition", "by-tenant").put("retention", "thirty-days");
    var posture = PersistencePosture.CONTRACT.decode(tree);

    var refused = StorePreflight.of(posture, Set.of(StoreCapability.POSTGRES_SHARED));

    assertThat(((StorePreflight.Refused) refused).missing())
        .containsExactlyInAnyOrder(StoreCapability.PARTITIONS, StoreCapability.RETENTION);
  }

  @ParameterizedTest
  @CsvSource({
    "ops_durable, memory_ephemeral, none, /tier",
    "ops_durable, local_restart_safe, none, /tier",
    "local_restart_safe, off, none, /tier",
    "mickey_mouse, postgres_shared, none, /tier",
    "memory_debug, object_store, none, /tier",
    "mickey_mouse, memory_ephemeral, local, /restart_durability_claim",
    "local_restart_safe, local_restart_safe, shared, /restart_durability_claim"
  })
  void refusesAPostureThatIsLessOrClaimsMoreThanItSays(
      String profile, String tier, String claim, String pointer) {
    var violations = PersistencePosture.CONTRACT.violations(tree(profile, tier, claim));

    assertThat(violations)
        .singleElement()
        .satisfies(v -> assertThat(v.pointer()).isEqualTo(pointer));
  }

  @Test
  void refusesToKeepRawProcessState() {
    var tree = tree("mickey_mouse", "off", "none").put("raw_process_state_persistence", true);

    assertThat(PersistencePosture.CONTRACT.violations(tree))
        .singleElement()
        .hasToString("/raw_process_state_persistence must be false");
  }

  @Test
  void letsTheCallerGoBeforeThePackageTheReleaseAndTheDefault() {
    var explicit = Optional.of(posture("ops_durable", "object_store", "none"));
    var option = Optional.of(posture("integration_postgres", "postgres_shared", "none"));
    var release = Optional.of(posture("local_restart_safe", "local_restart_safe", "none"));
    var none = Optional.<PersistencePosture>empty();

    assertThat(choose(explicit, option, release)).isEqualTo(explicit.get());
    assertThat(choose(none, option, release)).isEqualTo(option.get());
    assertThat(choose(none, none, release)).isEqualTo(release.get());
    assertThat(choose(none, none, none))
        .isEqualTo(PersistencePosture.mickeyMouse(PersistedComponent.NODE_STATE));
  }

  @Test
  void refusesAPostureThatIsGivenForAnotherComponent() {
    var other = Optional.of(PersistencePosture.mickeyMouse(PersistedComponent.ATTACH_GRANT));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> choose(Optional.empty(), other, Optional.empty()));
  }

  @Test
  void keepsTheListOfWhatIsNeverCaptured() {
    assertThat(NeverCaptured.values()).hasSize(12);
  }

  private static PersistencePosture choose(
      Optional<PersistencePosture> explicit,
      Optional<PersistencePosture> option,
      Optional<PersistencePosture> release) {
    return PosturePrecedence.choose(PersistedComponent.NODE_STATE, explicit, option, release);
  }

  private static EnumSet<StoreCapability> capabilities(String names) {
    var set = EnumSet.noneOf(StoreCapability.class);
    for (var name : names.split(" ", -1)) {
      set.add(StoreCapability.valueOf(name));
    }
    return set;
  }

  private static PersistencePosture posture(String profile, String tier, String claim) {
    return PersistencePosture.CONTRACT.decode(tree(profile, tier, claim));
  }

  private static ObjectNode tree(String profile, String tier, String claim) {
    var base = PersistencePosture.mickeyMouse(PersistedComponent.NODE_STATE);
    return ((ObjectNode) PersistencePosture.CONTRACT.encode(base))
        .put("profile", profile)
        .put("tier", tier)
        .put("restart_durability_claim", claim)
        .put("durable", !tier.equals("off") && !tier.equals("memory_ephemeral"));
  }
}
