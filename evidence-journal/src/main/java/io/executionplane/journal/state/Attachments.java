package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is attached to an execution, by the number of the attachment.
 *
 * @param open those that have not ended
 * @param count how many there ever were: the next has the number after
 */
public record Attachments(SortedMap<Long, Happened<AttachGranted>> open, long count) {

  static final Attachments NONE = new Attachments(new TreeMap<>(), 0);

  public Attachments {
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
  }

  /** The number of the next attachment. */
  public long next() {
    return count + 1;
  }

  Attachments with(Happened<AttachGranted> granted) {
    var more = new TreeMap<>(open);
    more.put(granted.payload().attachment(), granted);
    return new Attachments(more, count + 1);
  }

  Attachments without(long attachment) {
    var fewer = new TreeMap<>(open);
    fewer.remove(attachment);
    return new Attachments(fewer, count);
  }
}
