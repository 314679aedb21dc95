package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.output.Chunk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The rows of one execution, free to be tampered with. */
final class MemoryEvidence implements EvidenceSource {

  final List<EventRow> events = new ArrayList<>();
  final TreeMap<String, List<ChunkRow>> chunks = new TreeMap<>();

  MemoryEvidence copy() {
    var copy = new MemoryEvidence();
    copy.events.addAll(events);
    chunks.forEach((stream, rows) -> copy.chunks.put(stream, new ArrayList<>(rows)));
    return copy;
  }

  void add(Chunk chunk) {
    chunks
        .computeIfAbsent(chunk.stream().text(), name -> new ArrayList<>())
        .add(
            new ChunkRow(
                chunk.index(),
                chunk.offset(),
                chunk.atMicros(),
                chunk.salt().toArray(),
                chunk.commitment().hash(),
                chunk.bytes().toArray()));
  }

  void changeEvent(int index, UnaryOperator<byte[]> change) {
    var row = events.get(index);
    events.set(index, new EventRow(row.sequenceNumber(), change.apply(row.bytes().clone())));
  }

  void changeChunk(String stream, int index, UnaryOperator<ChunkRow> change) {
    chunks.get(stream).replaceAll(row -> row.index() == index ? change.apply(row) : row);
  }

  @Override
  public Iterator<EventRow> events(ExecutionRef ref) {
    return events.iterator();
  }

  @Override
  public List<String> streams(ExecutionRef ref) {
    return List.copyOf(chunks.keySet());
  }

  @Override
  public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
    return chunks.getOrDefault(stream, List.of()).iterator();
  }
}
