package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the lane reported. Bounded: the first facts say what was launched and the last says how far
 * it came, so those are kept; what lies between stays in the record.
 *
 * @param first the first facts in order, at most {@link #FIRST_MAX}
 * @param last the latest fact, which may be one of the first
 * @param count how many there were
 */
public record Facts(
    List<Happened<LaneFactObserved>> first, Optional<Happened<LaneFactObserved>> last, long count) {

  /** Most facts that are kept. At 16 KiB an event, 1 MiB of memory at worst. */
  public static final int FIRST_MAX = 64;

  static final Facts NONE = new Facts(List.of(), Optional.empty(), 0);

  public Facts {
    first = List.copyOf(first);
  }

  /** The first kept fact of a name, for example {@code process.launched}. */
  public Optional<Happened<LaneFactObserved>> named(String name) {
    return first.stream().filter(each -> each.payload().fact().equals(name)).findFirst();
  }

  Facts and(Happened<LaneFactObserved> fact) {
    if (first.size() == FIRST_MAX) {
      return new Facts(first, Optional.of(fact), count + 1);
    }
    var longer = new ArrayList<>(first);
    longer.add(fact);
    return new Facts(longer, Optional.of(fact), count + 1);
  }
}
