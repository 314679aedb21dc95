package io.executionplane.journal.replay;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.RecordedRequest;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.pekko.util.ByteString;

/** A sound record of one execution, written step by step. */
final class Recording {

  final List<EventRow> events = new ArrayList<>();
  final TreeMap<String, List<ChunkRow>> rows = new TreeMap<>();
  private final TreeMap<StreamName, Told> streams = new TreeMap<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private History history;

  private Recording(String requestId) {
    history = History.of(requestId);
  }

  /** An execution that was started. */
  static Recording started(String requestId) {
    var recording = new Recording(requestId);
    var recorded = RecordedRequest.empty();
    recording.put(StreamName.REQUEST, 0, recorded.text());
    var request = recording.told(StreamName.REQUEST).record(Ending.EOF);
    return recording
        .event(
            new AdmissionAccepted(
                recorded.hash(), request, Provenance.nodeAdmitted(), Optional.empty()))
        .event(Payloads.selected())
        .event(Payloads.started());
  }

  ExecutionRef ref() {
    return history.ref();
  }

  Recording event(EvidencePayload payload) {
    history = history.and(payload);
    var last = history.events().get(history.events().size() - 1);
    events.add(new EventRow(last.event().seq(), last.canonical()));
    return this;
  }

  Recording put(StreamName stream, long atMicros, String text) {
    return put(stream, atMicros, text.getBytes(StandardCharsets.UTF_8));
  }

  Recording put(StreamName stream, long atMicros, byte[] bytes) {
    var told = told(stream);
    var chunk =
        new Chunk(
            ref(),
            stream,
            told.count,
            told.end,
            atMicros,
            ByteString.fromArray(new byte[Chunk.SALT_BYTES]),
            ByteString.fromArray(bytes));
    told.stored(chunk);
    chunks.add(chunk);
    rows.computeIfAbsent(stream.text(), name -> new ArrayList<>()).add(row(chunk));
    return this;
  }

  private static ChunkRow row(Chunk chunk) {
    return new ChunkRow(
        chunk.index(),
        chunk.offset(),
        chunk.atMicros(),
        chunk.salt().toArray(),
        chunk.commitment().hash(),
        chunk.bytes().toArray());
  }

  /** Bytes that pass and are not stored. */
  Recording omit(StreamName stream, String text) {
    told(stream).omitted(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Says what is stored so far. */
  Recording progress(StreamName stream) {
    var told = told(stream);
    return event(new OutputRecorded(stream, 0, told.end, told.count, told.tree.root()));
  }

  Recording close(StreamName stream) {
    return close(stream, Ending.EOF);
  }

  Recording close(StreamName stream, Ending ending) {
    return event(new StreamClosed(told(stream).record(ending)));
  }

  Recording completed() {
    return event(Payloads.completed());
  }

  /** Takes content and salt of a stored chunk away. */
  Recording erase(StreamName stream, int index) {
    rows.get(stream.text())
        .replaceAll(
            row ->
                row.index() == index
                    ? new ChunkRow(
                        row.index(), row.offset(), row.atMicros(), null, row.commitment(), null)
                    : row);
    return this;
  }

  private Told told(StreamName stream) {
    return streams.computeIfAbsent(stream, Told::new);
  }

  MemoryRecords alone() {
    return new MemoryRecords().add(this);
  }

  void store(DataSource database) throws Exception {
    Rows.write(database, history);
    try (var store = JdbcOutputStore.start(database)) {
      store.append(chunks).toCompletableFuture().get(10, SECONDS);
    }
  }

  /** What is true of a stream so far. */
  private static final class Told {

    private final StreamName name;
    private final CompactRange tree = new CompactRange();
    private final MessageDigest digest = Sha256.digest();
    private final List<Omission> omitted = new ArrayList<>();
    private long count;
    private long end;
    private long captured;

    Told(StreamName name) {
      this.name = name;
    }

    void stored(Chunk chunk) {
      tree.append(chunk.commitment().hash());
      digest.update(chunk.bytes().toArray());
      count++;
      end = chunk.end();
      captured += chunk.bytes().size();
    }

    void omitted(byte[] bytes) {
      var range = new ByteRange(end, end + bytes.length);
      omitted.add(new Omission(range, Omission.Reason.CAPTURE_LIMIT));
      digest.update(bytes);
      end += bytes.length;
    }

    StreamRecord record(Ending ending) {
      return new StreamRecord(
          name, end, captured, count, omitted, Sha256.ofHash(digest.digest()), tree.root(), ending);
    }
  }
}
