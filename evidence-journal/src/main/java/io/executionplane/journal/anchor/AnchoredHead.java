package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import java.time.Instant;

/** The head of an execution's chain, on its way into the log. */
public record AnchoredHead(ExecutionRef ref, ChainHead head, boolean isTerminal) {

  /** The head that an event makes. */
  public static AnchoredHead of(RecordedEvent event) {
    return new AnchoredHead(
        event.event().executionRef(),
        event.head(),
        event.event().payload() instanceof EvidencePayload.Terminal);
  }

  /** What the log says of it. */
  Anchor anchor(LogName log, Instant at) {
    return new Anchor(
        log,
        ref,
        head.seq(),
        head.hash(),
        isTerminal ? Anchor.State.TERMINAL : Anchor.State.OPEN,
        at);
  }
}
