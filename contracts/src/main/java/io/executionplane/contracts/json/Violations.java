package io.executionplane.contracts.json;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a value: all of it is counted, and enough of it is kept. */
final class Violations {

  /** A document of unknown names must not buy itself a report that is larger than it is. */
  static final int KEPT_MAX = 100;

  private final List<Violation> kept = new ArrayList<>();
  private int count;
  private boolean anyMissing;

  void add(Place place, String rule) {
    count++;
    if (kept.size() < KEPT_MAX) {
      kept.add(new Violation(place.pointer(), rule));
    }
  }

  /** Adds that there is nothing where something must be. */
  void addMissing(Place place) {
    anyMissing = true;
    add(place, "is required");
  }

  /** Whether there is nothing where something must be: other rules cannot be asked then. */
  boolean isAnyMissing() {
    return anyMissing;
  }

  /** Adds what was found in a value that did not know its place. */
  void addAll(Place place, List<Violation> inner) {
    for (var each : inner) {
      count++;
      if (kept.size() < KEPT_MAX) {
        kept.add(each.within(place.pointer()));
      }
    }
  }

  /** How many were found so far. */
  int count() {
    return count;
  }

  /** The first ones, and how many more there are. */
  List<Violation> toList() {
    var list = new ArrayList<>(kept);
    if (count > kept.size()) {
      list.add(new Violation("", "has " + (count - kept.size()) + " more violations"));
    }
    return List.copyOf(list);
  }

  void orThrow() {
    if (count > 0) {
      throw new ContractViolationException(toList());
    }
  }
}
