package io.executionplane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.posture.CaptureLevel;
import io.executionplane.contracts.posture.PersistedComponent;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.contracts.posture.PersistenceProfile;
import io.executionplane.contracts.posture.PersistenceTier;
import io.executionplane.contracts.posture.RestartClaim;
import io.executionplane.contracts.posture.StoreCapability;
import io.executionplane.contracts.posture.StorePreflight;
import io.executionplane.journal.store.StoreKind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StorePostureTest {

  private static final StorePosture UNASKED = new StorePosture(Optional.empty(), Optional.empty());

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(
      value = StoreKind.class,
      names = {"H2_FILE", "POSTGRESQL"})
  void promisesOfWhatIsOnADiskThatItSurvivesARestartHere(StoreKind kind) {
    var evidence = evidence(UNASKED, kind);

    assertThat(evidence.profile()).isEqualTo(PersistenceProfile.LOCAL_RESTART_SAFE);
    assertThat(evidence.tier()).isEqualTo(PersistenceTier.LOCAL_RESTART_SAFE);
    assertThat(evidence.durable()).isTrue();
    assertThat(evidence.storeSet()).containsExactly(kind.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreKind.class,
      names = {"H2_MEMORY", "OTHER"})
  void promisesNothingOfWhatIsNot(StoreKind kind) {
    var evidence = evidence(UNASKED, kind);

    assertThat(evidence.profile()).isEqualTo(PersistenceProfile.MICKEY_MOUSE);
    assertThat(evidence.durable()).isFalse();
    assertThat(evidence.restartDurabilityClaim()).isEqualTo(RestartClaim.NONE);
  }

  /** Whoever claims a restart must keep what is kept redacted, and arguments are not. */
  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void claimsNoRestartWhileContentIsStoredAsItWasGiven(StoreKind kind) {
    var evidence = evidence(UNASKED, kind);

    assertThat(kind.capabilities()).doesNotContain(StoreCapability.REDACTED_EVIDENCE);
    assertThat(evidence.restartDurabilityClaim()).isEqualTo(RestartClaim.NONE);
    assertThat(evidence.captureLevel()).isEqualTo(CaptureLevel.FULL_DEBUG);
  }

  @Test
  void claimsARestartOnceEveryConditionOfTheClaimIsMet() {
    var local = Set.of(StoreCapability.LOCAL_RESTART, StoreCapability.MIGRATION_PROOF);
    var redacted = new HashSet<>(local);
    redacted.add(StoreCapability.REDACTED_EVIDENCE);

    assertThat(evidence(UNASKED, StoreKind.H2_FILE, local).restartDurabilityClaim())
        .isEqualTo(RestartClaim.NONE);
    assertThat(evidence(UNASKED, StoreKind.H2_FILE, redacted).restartDurabilityClaim())
        .isEqualTo(RestartClaim.LOCAL);
  }

  @Test
  void claimsNothingForWhatLivesInMemory() {
    var others =
        UNASKED.of(StoreKind.H2_FILE, StoreKind.H2_FILE.capabilities()).stream()
            .filter(posture -> posture.component() != PersistedComponent.EXECUTION_EVIDENCE)
            .toList();

    assertThat(others).hasSize(PersistedComponent.values().length - 1);
    assertThat(others)
        .allSatisfy(
            posture ->
                assertThat(posture).isEqualTo(PersistencePosture.mickeyMouse(posture.component())));
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void promisesNeverMoreThanTheStoreOffers(StoreKind kind) {
    for (var offered : List.of(kind.capabilities(), Set.<StoreCapability>of())) {
      for (var posture : UNASKED.of(kind, offered)) {
        assertThat(StorePreflight.of(posture, offered)).isInstanceOf(StorePreflight.Passed.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void promisesNothingOfAStoreThatAcknowledgesBeforeItWrites(StoreKind kind) {
    var evidence = evidence(UNASKED, kind, Set.of());

    assertThat(evidence.durable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGRATION_POSTGRES, H2_FILE,    postgres_shared",
    "OPS_DURABLE,          H2_FILE,    postgres_shared",
    "FULL_DEBUG_TRACKED,   H2_FILE,    postgres_shared",
    "DISTRIBUTED_PARTITIONED, H2_FILE, 'postgres_shared, partitions'",
    "LOCAL_RESTART_SAFE,   H2_MEMORY,  local_restart",
    "LOCAL_RESTART_SAFE,   OTHER,      local_restart",
    "INTEGRATION_POSTGRES, POSTGRESQL, postgres_shared",
    "OPS_DURABLE,          POSTGRESQL, postgres_shared",
  })
  void refusesAProfileThatTheStoreCannotKeep(
      PersistenceProfile profile, StoreKind kind, String missing) {
    var asked = new StorePosture(Optional.empty(), Optional.of(profile));

    assertThatThrownBy(() -> asked.of(kind, kind.capabilities()))
        .isInstanceOf(NodeStartException.class)
        .hasMessageStartingWith("missing_store_capability: the store (")
        .hasMessageEndingWith("it lacks " + missing);
  }

  @Test
  void refusesAProfileThatKeepsNothingWhereTheStoreKeeps() {
    var asked = new StorePosture(Optional.empty(), Optional.of(PersistenceProfile.MEMORY_DEBUG));

    assertThatThrownBy(() -> evidence(asked, StoreKind.H2_FILE))
        .isInstanceOf(NodeStartException.class)
        .hasMessage(
            "the profile memory_debug keeps nothing, and the store (h2_file) keeps what is"
                + " recorded");
    assertThat(evidence(asked, StoreKind.H2_MEMORY).profile())
        .isEqualTo(PersistenceProfile.MEMORY_DEBUG);
  }

  @Test
  void putsTheHostsWordBeforeTheConfiguration() {
    var asked =
        new StorePosture(
            Optional.of(PersistenceProfile.LOCAL_RESTART_SAFE),
            Optional.of(PersistenceProfile.OPS_DURABLE));

    var evidence = evidence(asked, StoreKind.H2_FILE);

    assertThat(evidence.profile()).isEqualTo(PersistenceProfile.LOCAL_RESTART_SAFE);
  }

  @Test
  void keepsTheTierThatWasAskedForWithTheClaimThatIsBacked() {
    var asked =
        new StorePosture(Optional.of(PersistenceProfile.LOCAL_RESTART_SAFE), Optional.empty());

    var evidence = evidence(asked, StoreKind.H2_FILE);

    assertThat(evidence.tier()).isEqualTo(PersistenceTier.LOCAL_RESTART_SAFE);
    assertThat(evidence.restartDurabilityClaim()).isEqualTo(RestartClaim.NONE);
  }

  @Test
  void writesNothingWhereTheStoreCannotKeepWhatIsAsked() {
    var data = directory.resolve("data");

    assertThatThrownBy(
            () ->
                ExecutionPlane.builder()
                    .dataDirectory(data)
                    .config(profile("ops_durable"))
                    .start()
                    .close())
        .isInstanceOf(NodeStartException.class)
        .hasMessageStartingWith("missing_store_capability");
    assertThat(data).doesNotExist();
  }

  @Test
  void refusesAProfileThatDoesNotExist() {
    assertThatThrownBy(
            () ->
                ExecutionPlane.builder()
                    .dataDirectory(directory.resolve("data"))
                    .config(profile("forever"))
                    .start()
                    .close())
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("persistence-profile must be one of mickey_mouse, memory_debug");
  }

  // --- Steps

  private static Config profile(String name) {
    return ConfigFactory.parseString("execution-plane.node.persistence-profile = " + name);
  }

  private static PersistencePosture evidence(StorePosture asked, StoreKind kind) {
    return evidence(asked, kind, kind.capabilities());
  }

  private static PersistencePosture evidence(
      StorePosture asked, StoreKind kind, Set<StoreCapability> offered) {
    return asked.of(kind, offered).stream()
        .filter(posture -> posture.component() == PersistedComponent.EXECUTION_EVIDENCE)
        .findFirst()
        .orElseThrow();
  }
}
