package io.executionplane.journal.output;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.CompactRange;
import java.util.ArrayList;
import java.util.List;

/** What of a stream is durable. */
final class StoredChunks {

  private final CompactRange tree = new CompactRange();
  private final List<Omission> gaps = new ArrayList<>();
  private long bytes;
  private long end;

  /**
   * Counts chunks that have just become durable, in order.
   *
   * @return what evidence says about them
   */
  OutputRecorded add(StreamName stream, List<Chunk> chunks) {
    chunks.forEach(this::add);
    return new OutputRecorded(stream, chunks.get(0).offset(), end, tree.size(), tree.root());
  }

  private void add(Chunk chunk) {
    if (chunk.offset() > end) {
      gaps.add(new Omission(new ByteRange(end, chunk.offset()), Omission.Reason.CAPTURE_LIMIT));
    }
    tree.append(chunk.commitment().hash());
    bytes += chunk.bytes().size();
    end = chunk.end();
  }

  long count() {
    return tree.size();
  }

  long bytes() {
    return bytes;
  }

  Sha256 root() {
    return tree.root();
  }

  /**
   * What is not stored of a stream.
   *
   * @param total bytes of the stream
   * @param rest why nothing is stored after the last chunk, if nothing is
   */
  List<Omission> omissions(long total, Omission.Reason rest) {
    var omissions = new ArrayList<>(gaps);
    if (end < total) {
      omissions.add(new Omission(new ByteRange(end, total), rest));
    }
    return omissions;
  }
}
