package io.executionplane.journal.write;

import io.executionplane.journal.chain.RecordedEvent;

/**
 * One event and where it goes.
 *
 * @param persistenceId whose it is
 * @param writer which incarnation of its actor wrote it
 * @param writtenAt milliseconds since 1970, for whoever looks at the table; the evidence has its
 *     own
 */
record EventRow(String persistenceId, String writer, long writtenAt, RecordedEvent event) {

  long seq() {
    return event.event().seq();
  }
}
