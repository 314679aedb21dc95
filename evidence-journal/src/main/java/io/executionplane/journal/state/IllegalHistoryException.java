package io.executionplane.journal.state;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.RecordedEvent;

/** An event cannot follow the events before it. Names the place; never quotes a payload. */
public final class IllegalHistoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String ref;
  private final long seq;
  private final String type;

  IllegalHistoryException(ExecutionRef ref, RecordedEvent event, String objection) {
    super(ref + " seq " + event.event().seq() + " " + event.event().type() + ": " + objection);
    this.ref = ref.text();
    this.seq = event.event().seq();
    this.type = event.event().type();
  }

  /** The execution whose history it is. */
  public ExecutionRef executionRef() {
    return new ExecutionRef(ref);
  }

  /** The position that the event claims. */
  public long seq() {
    return seq;
  }

  /** The event's type as it is written. */
  public String type() {
    return type;
  }
}
