package io.executionplane.node.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds what is judged at once, so that a slow verifier fills no memory. Asked before anything is
 * read of a request; turns away at once and says nothing else.
 *
 * <p>A tenant may hold at most {@link Seats#SHARE} times the places that are free, as in the queue.
 * For many threads.
 */
public final class JudgingGate {

  private final int requestsMax;
  private final long bytesMax;
  private final Map<String, Integer> byTenant = new HashMap<>();
  private int requests;
  private long bytes;

  public JudgingGate(CapacitySettings settings) {
    this.requestsMax = settings.judgingMax();
    this.bytesMax = settings.judgingBytesMax();
  }

  /** Lets a request in, unless there is no room; whoever is let in leaves again. */
  public synchronized boolean enter(String tenantId, long payloadBytes) {
    var held = byTenant.getOrDefault(tenantId, 0);
    // The largest request alone must fit, whatever the limit.
    var tooMuch = requests > 0 && bytes + payloadBytes > bytesMax;
    if (tooMuch || held >= (long) Seats.SHARE * (requestsMax - requests)) {
      return false;
    }
    byTenant.put(tenantId, held + 1);
    requests++;
    bytes += payloadBytes;
    return true;
  }

  /** A request that was let in is judged. */
  public synchronized void leave(String tenantId, long payloadBytes) {
    byTenant.computeIfPresent(tenantId, (tenant, held) -> held == 1 ? null : held - 1);
    requests--;
    bytes -= payloadBytes;
  }
}
