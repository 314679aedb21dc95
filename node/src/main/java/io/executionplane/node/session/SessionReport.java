package io.executionplane.node.session;

import io.executionplane.contracts.evidence.EvidencePayload;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a session has to record.
 *
 * @param position of the first payload among all that the session reports, from 0: a report that is
 *     sent again is recorded once
 */
public record SessionReport(
    long position, List<EvidencePayload> payloads, ActorRef<Recorded> replyTo) {

  public SessionReport {
    payloads = List.copyOf(payloads);
  }

  /** So many payloads of the session are durable, counted from its first. */
  public record Recorded(long payloads) {}
}
