package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the streams of an execution are recorded.
 *
 * @param recorded the latest statement about each stream that had one
 * @param closed the streams that have ended
 */
public record Streams(
    SortedMap<StreamName, OutputRecorded> recorded, SortedMap<StreamName, StreamRecord> closed) {

  static final Streams NONE = new Streams(new TreeMap<>(), new TreeMap<>());

  public Streams {
    recorded = Collections.unmodifiableSortedMap(new TreeMap<>(recorded));
    closed = Collections.unmodifiableSortedMap(new TreeMap<>(closed));
  }

  public boolean isClosed(StreamName stream) {
    return closed.containsKey(stream);
  }

  Streams and(OutputRecorded output) {
    var more = new TreeMap<>(recorded);
    more.put(output.stream(), output);
    return new Streams(more, closed);
  }

  Streams and(StreamRecord record) {
    var more = new TreeMap<>(closed);
    more.put(record.stream(), record);
    return new Streams(recorded, more);
  }
}
