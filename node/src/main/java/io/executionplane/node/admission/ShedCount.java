package io.executionplane.node.admission;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that were turned away since somebody was last told, by tenant. Bounded. */
final class ShedCount {

  /** Tenants that are told apart at once. The rest is counted together. */
  private static final int TENANTS_MAX = 256;

  private static final String OTHERS = "(others)";

  private final ShedListener listener;
  private final Map<String, Counted> counts = new LinkedHashMap<>();

  ShedCount(ShedListener listener) {
    this.listener = listener;
  }

  private record Counted(long count, String budget) {}

  void add(String tenantId, String budget) {
    var known = counts.containsKey(tenantId) || counts.size() < TENANTS_MAX;
    counts.merge(
        known ? tenantId : OTHERS,
        new Counted(1, budget),
        (before, more) -> new Counted(before.count() + 1, budget));
  }

  void tell(int running, int queued) {
    counts.forEach(
        (tenant, counted) ->
            listener.shed(tenant, counted.count(), counted.budget(), running, queued));
    counts.clear();
  }
}
