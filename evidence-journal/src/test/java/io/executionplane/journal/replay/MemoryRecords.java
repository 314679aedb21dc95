package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import io.executionplane.journal.verify.EvidenceSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Records of several executions. */
final class MemoryRecords implements EvidenceSource {

  private final Map<ExecutionRef, Recording> recordings = new HashMap<>();

  MemoryRecords add(Recording recording) {
    recordings.put(recording.ref(), recording);
    return this;
  }

  @Override
  public Iterator<EventRow> events(ExecutionRef ref) {
    return recordings.containsKey(ref)
        ? recordings.get(ref).events.iterator()
        : List.<EventRow>of().iterator();
  }

  @Override
  public List<String> streams(ExecutionRef ref) {
    return List.copyOf(recordings.get(ref).rows.keySet());
  }

  @Override
  public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
    return recordings.get(ref).rows.getOrDefault(stream, List.of()).iterator();
  }
}
