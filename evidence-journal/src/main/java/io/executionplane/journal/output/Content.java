package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.CompactRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Content that is all there at once, such as a request: a whole stream that has ended. It becomes
 * durable together with the event that names it, in the same transaction.
 */
public final class Content {

  private final StreamRecord record;
  private final List<Chunk> chunks;

  private Content(StreamRecord record, List<Chunk> chunks) {
    this.record = record;
    this.chunks = chunks;
  }

  /** Some bytes as one whole stream. */
  public static Content of(ExecutionRef ref, StreamName stream, byte[] bytes, SaltSource salts) {
    var chunks = chunks(ref, stream, ByteString.fromArray(bytes), salts);
    return new Content(recordOf(stream, bytes, chunks), chunks);
  }

  private static List<Chunk> chunks(
      ExecutionRef ref, StreamName stream, ByteString content, SaltSource salts) {
    var chunks = new ArrayList<Chunk>();
    for (var offset = 0; offset < content.size(); offset += Chunk.BYTES_MAX) {
      var end = Math.min(content.size(), offset + Chunk.BYTES_MAX);
      var bytes = content.slice(offset, end);
      chunks.add(new Chunk(ref, stream, chunks.size(), offset, 0, salts.next(), bytes));
    }
    return List.copyOf(chunks);
  }

  private static StreamRecord recordOf(StreamName stream, byte[] content, List<Chunk> chunks) {
    var tree = new CompactRange();
    for (var chunk : chunks) {
      tree.append(chunk.commitment().hash());
    }
    return new StreamRecord(
        stream,
        content.length,
        content.length,
        chunks.size(),
        List.of(),
        Sha256.of(content),
        tree.root(),
        Ending.EOF);
  }

  /** What an event says of it. */
  public StreamRecord record() {
    return record;
  }

  /** How many rows it is. */
  public int rows() {
    return chunks.size();
  }

  /** How many bytes it has. */
  public long bytes() {
    return record.totalBytes();
  }

  /** Stores content, in one go, inside the caller's transaction. */
  public static void store(Connection connection, List<Content> contents) throws SQLException {
    var chunks = contents.stream().flatMap(content -> content.chunks.stream()).toList();
    if (!chunks.isEmpty()) {
      ChunkTable.insert(connection, chunks);
    }
  }

  /**
   * Stores this content in the place of whatever is left of an earlier try, inside the caller's
   * transaction. Only for a stream that no event names yet.
   */
  public void storeInPlaceOfAnother(Connection connection) throws SQLException {
    for (var first : chunks.subList(0, Math.min(1, chunks.size()))) {
      ChunkTable.delete(connection, first.ref(), first.stream());
    }
    store(connection, List.of(this));
  }
}
