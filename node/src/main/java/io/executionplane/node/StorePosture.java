package io.executionplane.node;

import com.typesafe.config.Config;
import io.executionplane.contracts.posture.CaptureLevel;
import io.executionplane.contracts.posture.DebugTap;
import io.executionplane.contracts.posture.PersistedComponent;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.contracts.posture.PersistenceProfile;
import io.executionplane.contracts.posture.PosturePrecedence;
import io.executionplane.contracts.posture.RestartClaim;
import io.executionplane.contracts.posture.StoreCapability;
import io.executionplane.contracts.posture.StorePreflight;
import io.executionplane.journal.store.StoreKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node's store promises, component by component, and never more than it can keep.
 *
 * <p>The journal holds one component, the evidence of executions. Everything else that a node knows
 * lives in memory and is gone with it.
 *
 * <p>Whoever asks for a profile asks for its tier. What is claimed of a restart is always the most
 * that the store's capabilities back, which may be nothing although the record will be there.
 *
 * @param explicit the profile that the host asked for in code
 * @param configured the profile that the configuration asks for
 */
record StorePosture(
    Optional<PersistenceProfile> explicit, Optional<PersistenceProfile> configured) {

  private static final String KEY = "execution-plane.node.persistence-profile";

  /**
   * Reads what was asked for.
   *
   * @throws IllegalArgumentException if a profile of that name does not exist
   */
  static StorePosture from(Config config, Optional<PersistenceProfile> explicit) {
    var name = config.getString(KEY);
    return new StorePosture(
        explicit, name.isEmpty() ? Optional.empty() : Optional.of(profile(name)));
  }

  private static PersistenceProfile profile(String name) {
    return Arrays.stream(PersistenceProfile.values())
        .filter(profile -> text(profile).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    KEY
                        + " must be one of "
                        + Arrays.stream(PersistenceProfile.values())
                            .map(StorePosture::text)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * What the store promises, in the order of the components.
   *
   * @param offered what it can be relied on for
   * @throws NodeStartException if it cannot keep what was asked for
   */
  List<PersistencePosture> of(StoreKind kind, Set<StoreCapability> offered) {
    return Arrays.stream(PersistedComponent.values())
        .map(
            component ->
                component == PersistedComponent.EXECUTION_EVIDENCE
                    ? evidence(kind, offered)
                    : PersistencePosture.mickeyMouse(component))
        .toList();
  }

  private PersistencePosture evidence(StoreKind kind, Set<StoreCapability> offered) {
    var posture =
        PosturePrecedence.choose(
            PersistedComponent.EXECUTION_EVIDENCE,
            explicit.map(profile -> asked(profile, kind, offered)),
            configured.map(profile -> asked(profile, kind, offered)),
            Optional.of(kept(kind, offered)));
    if (StorePreflight.of(posture, offered) instanceof StorePreflight.Refused refused) {
      throw new NodeStartException(
          "%s: the store (%s) cannot keep the profile %s; it lacks %s"
              .formatted(
                  StorePreflight.Refused.CODE,
                  text(kind),
                  text(posture.profile()),
                  refused.missing().stream()
                      .map(StorePosture::text)
                      .collect(Collectors.joining(", "))));
    }
    return posture;
  }

  /** What a profile stands for, whether the store can keep it or not. */
  private static PersistencePosture asked(
      PersistenceProfile profile, StoreKind kind, Set<StoreCapability> offered) {
    if (!profile.tier().isDurable() && kind != StoreKind.H2_MEMORY) {
      throw new NodeStartException(
          "the profile %s keeps nothing, and the store (%s) keeps what is recorded"
              .formatted(text(profile), text(kind)));
    }
    return posture(profile, kind, backed(profile, kind, offered));
  }

  /** What the store keeps when nobody asks for anything. */
  private static PersistencePosture kept(StoreKind kind, Set<StoreCapability> offered) {
    var profile =
        offered.contains(StoreCapability.LOCAL_RESTART)
            ? PersistenceProfile.LOCAL_RESTART_SAFE
            : PersistenceProfile.MICKEY_MOUSE;
    return posture(profile, kind, backed(profile, kind, offered));
  }

  /** The strongest claim whose every condition the store fulfils. */
  private static RestartClaim backed(
      PersistenceProfile profile, StoreKind kind, Set<StoreCapability> offered) {
    return Arrays.stream(RestartClaim.values())
        .filter(profile.tier()::supports)
        .filter(
            claim ->
                StorePreflight.of(posture(profile, kind, claim), offered)
                    instanceof StorePreflight.Passed)
        .reduce((less, more) -> more)
        .orElse(RestartClaim.NONE);
  }

  /**
   * Arguments, environment values and output are stored as they were given: no level is lower than
   * the one that names content, whatever {@code capture-bytes-max} says.
   */
  private static PersistencePosture posture(
      PersistenceProfile profile, StoreKind kind, RestartClaim claim) {
    return new PersistencePosture(
        PersistedComponent.EXECUTION_EVIDENCE,
        profile,
        profile.tier(),
        CaptureLevel.FULL_DEBUG,
        List.of(text(kind)),
        Optional.empty(),
        Optional.empty(),
        DebugTap.OFF,
        Optional.empty(),
        List.of(),
        profile.tier().isDurable(),
        claim,
        false);
  }

  private static String text(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
