package io.executionplane.node.admission;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The executions of one tenant that wait, in the order in which they came.
 *
 * <p>Kept apart by lane and target: of those that want the same only the first can be next, so a
 * long queue for a full target is passed over in one step.
 */
final class TenantQueue {

  private final Map<Demand, LinkedHashMap<ExecutionRef, Long>> lines = new LinkedHashMap<>();
  private long arrivals;
  private int size;

  private record Head(ExecutionRef ref, long arrival) {}

  void add(ExecutionRef ref, Demand demand) {
    lines.computeIfAbsent(demand.line(), key -> new LinkedHashMap<>()).put(ref, arrivals++);
    size++;
  }

  void remove(ExecutionRef ref, Demand demand) {
    var line = lines.get(demand.line());
    if (line != null && line.remove(ref) != null) {
      size--;
      if (line.isEmpty()) {
        lines.remove(demand.line());
      }
    }
  }

  /** Of those for whom there is room, the one that came first. */
  Optional<ExecutionRef> firstThat(Predicate<Demand> fits) {
    Head first = null;
    for (var line : lines.entrySet()) {
      var head = line.getValue().entrySet().iterator().next();
      var isEarlier = first == null || head.getValue() < first.arrival();
      if (isEarlier && fits.test(line.getKey())) {
        first = new Head(head.getKey(), head.getValue());
      }
    }
    return Optional.ofNullable(first).map(Head::ref);
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }
}
