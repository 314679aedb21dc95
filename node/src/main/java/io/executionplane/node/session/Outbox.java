package io.executionplane.node.session;

import io.executionplane.contracts.evidence.EvidencePayload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a session has to report and what of it is durable.
 *
 * <p>Reports carry their position, so that one that was sent twice is recorded once.
 */
final class Outbox {

  /** Reports that an event may share a transaction with. */
  private static final int REPORT_MAX = 64;

  private final Deque<EvidencePayload> waiting = new ArrayDeque<>();
  private long durable;
  private boolean inFlight;

  void add(EvidencePayload payload) {
    waiting.add(payload);
  }

  /** Whether something waits and nothing is on its way. */
  boolean isDue() {
    return !inFlight && !waiting.isEmpty();
  }

  /** Whether so much waits that whoever adds more has to wait too. */
  boolean isFull() {
    return waiting.size() >= REPORT_MAX;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isInFlight() {
    return inFlight;
  }

  /** Position of the first waiting payload among all payloads of the session, from 0. */
  long position() {
    return durable;
  }

  /** The next report. The same one again, if it has not been acknowledged. */
  List<EvidencePayload> take() {
    inFlight = true;
    return waiting.stream().limit(REPORT_MAX).toList();
  }

  /** So many payloads are durable now, counted from the session's first. */
  void acknowledge(long durableNow) {
    while (durable < durableNow && !waiting.isEmpty()) {
      waiting.remove();
      durable++;
    }
    inFlight = false;
  }
}
