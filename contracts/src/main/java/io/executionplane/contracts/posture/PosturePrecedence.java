package io.executionplane.contracts.posture;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which posture counts for a component. What the caller says comes first, then an option of the
 * package, then the release's profile, then the built-in default. Nothing is read from the
 * process's environment or from files.
 */
public final class PosturePrecedence {

  private PosturePrecedence() {}

  /**
   * The posture that counts.
   *
   * @throws IllegalArgumentException if one is given for another component
   */
  public static PersistencePosture choose(
      PersistedComponent component,
      Optional<PersistencePosture> explicit,
      Optional<PersistencePosture> packageOption,
      Optional<PersistencePosture> releaseProfile) {
    var given =
        Stream.of(explicit, packageOption, releaseProfile).flatMap(Optional::stream).toList();
    if (given.stream().anyMatch(posture -> posture.component() != component)) {
      throw new IllegalArgumentException("a posture is given for another component");
    }
    return given.stream().findFirst().orElseGet(() -> PersistencePosture.mickeyMouse(component));
  }
}
