package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import java.util.List;

/**
 * What a feeder found to deliver.
 *
 * @param events the next events, oldest first
 * @param next where the sink stands once they are delivered
 * @param unreadable rows that are no event, which are kept among the gaps
 * @param held whether new rows are left alone because too much before them is unexplained
 */
record Look(List<RecordedEvent> events, SinkPosition next, int unreadable, boolean held) {

  Look {
    events = List.copyOf(events);
  }
}
