package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.CompactRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.util.ByteString;

/** Stores content that is all there at once, such as a request, as a stream that has ended. */
public final class ContentRecorder {

  private final OutputStore store;
  private final SaltSource salts;

  public ContentRecorder(OutputStore store, SaltSource salts) {
    this.store = store;
    this.salts = salts;
  }

  /**
   * Stores some bytes as one whole stream, which no event names yet.
   *
   * @return the stream's record once all of it is durable; fails if it is not
   */
  public CompletionStage<StreamRecord> record(ExecutionRef ref, StreamName stream, byte[] content) {
    var chunks = chunks(ref, stream, ByteString.fromArray(content));
    var record = recordOf(stream, content, chunks);
    return store.replace(chunks).thenApply(done -> record);
  }

  /** Takes back a stream that was recorded, and that no event is going to name. */
  public CompletionStage<Done> withdraw(ExecutionRef ref, StreamName stream) {
    return store.discard(ref, stream);
  }

  private List<Chunk> chunks(ExecutionRef ref, StreamName stream, ByteString content) {
    var chunks = new ArrayList<Chunk>();
    for (var offset = 0; offset < content.size(); offset += Chunk.BYTES_MAX) {
      var end = Math.min(content.size(), offset + Chunk.BYTES_MAX);
      var bytes = content.slice(offset, end);
      chunks.add(new Chunk(ref, stream, chunks.size(), offset, 0, salts.next(), bytes));
    }
    return chunks;
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
}
