package io.executionplane.journal.read;

import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.chain.RecordedEvent;
import java.time.Instant;

/**
 * An execution that is over.
 *
 * @param last its last event, a terminal one
 */
public record EndedExecution(ExecutionRef ref, RecordedEvent last) {

  public EndedExecution {
    if (!(last.event().payload() instanceof Terminal)) {
      throw new IllegalArgumentException(ref + " is not over");
    }
  }

  /** How it stands for ever. */
  public ExecutionStatus status() {
    return ((Terminal) last.event().payload()).status();
  }

  /** When the node recorded its end, by the node's clock. */
  public Instant endedAt() {
    return last.event().emittedAt();
  }
}
