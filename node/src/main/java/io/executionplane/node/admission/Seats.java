package io.executionplane.node.admission;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs, who waits, and whose turn is next. Told everything, asks nobody: no clock, no actor.
 *
 * <p>Tenants take turns: whoever waits longest within a tenant goes first, but a tenant with a
 * thousand waiting gets no more turns than one with two. What waits for a full lane or target holds
 * up nobody who waits for another.
 *
 * <p>The queue is shared fairly as well, without ever taking back a place: a tenant may hold at
 * most {@link #SHARE} times the places that are still free. One alone gets most of the queue, and
 * those who come later still find room (the dynamic thresholds of shared packet buffers).
 */
final class Seats {

  /** How many times the free places one tenant may hold. */
  static final int SHARE = 8;

  private final CapacitySettings settings;
  private final Map<Seat, Integer> running = new HashMap<>();
  private final Map<Seat, Integer> queued = new HashMap<>();
  private final Map<ExecutionRef, Demand> seated = new HashMap<>();
  private final Map<ExecutionRef, Demand> waiting = new HashMap<>();
  private final LinkedHashMap<String, TenantQueue> turns = new LinkedHashMap<>();
  private long queuedBytes;

  Seats(CapacitySettings settings) {
    this.settings = settings;
  }

  /** One of a scope: a tenant, a lane, a target, or the node. */
  private record Seat(Scope scope, String name) {}

  /** What became of a claim. */
  sealed interface Outcome {}

  /** It may run. */
  record Taken() implements Outcome {}

  /**
   * It waits.
   *
   * @param place how many of its tenant go before it, from 0
   */
  record Queued(int place) implements Outcome {}

  /**
   * There is no room for it.
   *
   * @param budget what is spent, for example {@code tenant_queued}
   */
  record Full(String budget) implements Outcome {}

  /** Claims room. Claiming it again changes nothing. */
  Outcome claim(ExecutionRef ref, Demand demand) {
    if (seated.containsKey(ref)) {
      return new Taken();
    }
    if (waiting.containsKey(ref)) {
      return new Queued(queueOf(demand).size());
    }
    if (fits(demand)) {
      seat(ref, demand);
      return new Taken();
    }
    return spentBudget(demand).<Outcome>map(Full::new).orElseGet(() -> enqueue(ref, demand));
  }

  /** Gives room back, or a place in the queue. */
  void release(ExecutionRef ref) {
    var demand = seated.remove(ref);
    if (demand != null) {
      count(running, demand, -1);
      return;
    }
    var left = waiting.remove(ref);
    if (left != null) {
      uncount(left);
      queueOf(left).remove(ref, left);
      forgetIfEmpty(left.tenantId());
    }
  }

  /** Seats whoever is next, if there is room for anyone who waits. */
  Optional<ExecutionRef> next() {
    for (var tenant : turns.keySet().toArray(String[]::new)) {
      var queue = turns.get(tenant);
      var ref = queue == null ? Optional.<ExecutionRef>empty() : queue.firstThat(this::fits);
      if (ref.isPresent()) {
        takeFromQueue(ref.get());
        return ref;
      }
    }
    return Optional.empty();
  }

  /** What a claim of this tenant would meet, were it to wait: what is spent, if anything. */
  Optional<String> wouldBeFull(String tenantId) {
    var node = settings.room(Scope.NODE, "");
    if (seated.size() < node.runningMax()) {
      return Optional.empty();
    }
    return spentByTenant(tenantId).or(() -> spentByNode());
  }

  int runningCount() {
    return seated.size();
  }

  int queuedCount() {
    return waiting.size();
  }

  // --- Running

  private boolean fits(Demand demand) {
    for (var scope : Scope.values()) {
      var name = demand.in(scope);
      if (of(running, scope, name) >= settings.room(scope, name).runningMax()) {
        return false;
      }
    }
    return true;
  }

  private void seat(ExecutionRef ref, Demand demand) {
    seated.put(ref, demand);
    count(running, demand, 1);
  }

  // --- Waiting

  private Optional<String> spentBudget(Demand demand) {
    for (var scope : Scope.values()) {
      var name = demand.in(scope);
      if (of(queued, scope, name) >= settings.room(scope, name).queuedMax()) {
        return Optional.of(scope.text() + "_queued");
      }
    }
    return queuedBytes + demand.bytes() > settings.queuedBytesMax()
        ? Optional.of("queued_bytes")
        : spentByTenant(demand.tenantId());
  }

  private Optional<String> spentByNode() {
    return waiting.size() >= settings.room(Scope.NODE, "").queuedMax()
        ? Optional.of("node_queued")
        : Optional.empty();
  }

  private Optional<String> spentByTenant(String tenantId) {
    var held = of(queued, Scope.TENANT, tenantId);
    var free = settings.room(Scope.NODE, "").queuedMax() - waiting.size();
    return held >= (long) SHARE * free || held >= settings.room(Scope.TENANT, tenantId).queuedMax()
        ? Optional.of("tenant_queued")
        : Optional.empty();
  }

  private Outcome enqueue(ExecutionRef ref, Demand demand) {
    var place = queueOf(demand).size();
    waiting.put(ref, demand);
    count(queued, demand, 1);
    queuedBytes += demand.bytes();
    queueOf(demand).add(ref, demand);
    return new Queued(place);
  }

  private void takeFromQueue(ExecutionRef ref) {
    var demand = waiting.remove(ref);
    if (demand == null) {
      throw new IllegalStateException(ref + " does not wait");
    }
    uncount(demand);
    var queue = queueOf(demand);
    queue.remove(ref, demand);
    // To the end of the ring: everybody else's turn comes first.
    turns.remove(demand.tenantId());
    if (!queue.isEmpty()) {
      turns.put(demand.tenantId(), queue);
    }
    seat(ref, demand);
  }

  private void uncount(Demand demand) {
    count(queued, demand, -1);
    queuedBytes -= demand.bytes();
  }

  private TenantQueue queueOf(Demand demand) {
    return turns.computeIfAbsent(demand.tenantId(), tenant -> new TenantQueue());
  }

  private void forgetIfEmpty(String tenantId) {
    turns.computeIfPresent(tenantId, (tenant, queue) -> queue.isEmpty() ? null : queue);
  }

  // --- Counting

  private static void count(Map<Seat, Integer> counts, Demand demand, int change) {
    for (var scope : Scope.values()) {
      counts.merge(
          new Seat(scope, demand.in(scope)),
          change,
          (before, more) -> before + more == 0 ? null : before + more);
    }
  }

  private static int of(Map<Seat, Integer> counts, Scope scope, String name) {
    return counts.getOrDefault(new Seat(scope, name), 0);
  }
}
