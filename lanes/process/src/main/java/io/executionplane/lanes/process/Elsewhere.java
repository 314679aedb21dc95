package io.executionplane.lanes.process;

import com.typesafe.config.Config;
import io.executionplane.lanes.spi.TargetVerifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The places of a lane that are not this machine as it is.
 *
 * @param surfaceKinds their kinds
 */
record Elsewhere(List<String> surfaceKinds, List<PlacedTarget> targets) {

  static final Elsewhere NOWHERE = new Elsewhere(List.of(), List.of());

  Elsewhere {
    surfaceKinds = List.copyOf(surfaceKinds);
    targets = List.copyOf(targets);
  }

  /**
   * What the owner declared, of every kind that is installed.
   *
   * @throws IllegalArgumentException naming what is declared wrongly
   */
  static Elsewhere of(Config config) {
    var kinds = new ArrayList<String>();
    var targets = new ArrayList<PlacedTarget>();
    for (var provider : ServiceLoader.load(PlaceProvider.class)) {
      var places = provider.places(config);
      if (!places.isEmpty()) {
        kinds.add(provider.surfaceKind());
        targets.addAll(places);
      }
    }
    return new Elsewhere(kinds, targets);
  }

  List<String> surfaceKindsAfter(String local) {
    var all = new ArrayList<String>();
    all.add(local);
    all.addAll(surfaceKinds);
    return List.copyOf(all);
  }

  /** These and one that comes before them. */
  Elsewhere and(PlacedTarget first) {
    var all = new ArrayList<PlacedTarget>();
    all.add(first);
    all.addAll(targets);
    return new Elsewhere(surfaceKinds, all);
  }

  List<TargetVerifier> verifiers() {
    return targets.stream().map(PlacedTarget::verifier).toList();
  }

  /**
   * All places by name.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  Map<String, Place> with(String localId, Place local) {
    var places = new LinkedHashMap<String, Place>();
    places.put(localId, local);
    for (var target : targets) {
      if (places.putIfAbsent(target.targetId(), target.place()) != null) {
        throw new IllegalArgumentException(
            "two targets of the process lane are called " + target.targetId());
      }
    }
    return Map.copyOf(places);
  }
}
