package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.RecordedRequest;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import io.executionplane.journal.verify.EvidenceSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The stored record of one execution, in memory. The same every time. */
final class SampleRecord implements EvidenceSource {

  final TreeMap<String, List<ChunkRow>> chunks = new TreeMap<>();
  private History history;

  private SampleRecord(String requestId) {
    this.history = History.of(requestId);
  }

  /** A command that printed to both streams and exited with 0. */
  static SampleRecord accepted(String requestId) {
    return started(requestId)
        .recorded(StreamName.STDOUT, 0, "hello ", "world\n")
        .and(Payloads.fact("process.exited"))
        .closed(StreamName.STDOUT, 12, "hello ", "world\n", "again\n")
        .closed(StreamName.STDERR, 8, "warning\n")
        .and(Payloads.completed());
  }

  /** As above, but the middle of what it printed was not stored. */
  static SampleRecord withOmission(String requestId) {
    var record = started(requestId);
    record.store(StreamName.STDOUT, 0, "head\n");
    record.store(StreamName.STDOUT, 1005, "tail\n");
    var omitted = new Omission(new ByteRange(5, 1005), Omission.Reason.CAPTURE_LIMIT);
    return record
        .and(
            new StreamClosed(
                new StreamRecord(
                    StreamName.STDOUT,
                    1010,
                    10,
                    2,
                    List.of(omitted),
                    Sha256.ofText("whatever passed"),
                    record.root(StreamName.STDOUT),
                    Ending.EOF)))
        .and(Payloads.completed());
  }

  /** A request that was refused. */
  static SampleRecord rejected(String requestId) {
    return rejected(requestId, RecordedRequest.toRun(requestId, "echo"));
  }

  /** A request that was refused, of which this is stored. */
  static SampleRecord rejected(String requestId, RecordedRequest request) {
    var record = new SampleRecord(requestId);
    return record.and(
        new AdmissionRejected(
            request.hash(),
            record.whole(StreamName.REQUEST, request.text()),
            Provenance.nodeAdmitted(),
            Optional.empty(),
            Rejection.of(RejectionReason.CAPACITY_EXHAUSTED, "the node is full")));
  }

  /** One that is still running. */
  static SampleRecord started(String requestId) {
    var record = new SampleRecord(requestId);
    var request = RecordedRequest.toRun(requestId, "printf");
    return record
        .and(
            new AdmissionAccepted(
                request.hash(),
                record.whole(StreamName.REQUEST, request.text()),
                Provenance.nodeAdmitted(),
                Optional.empty()))
        .and(Payloads.selected())
        .and(Payloads.started())
        .and(Payloads.fact("process.launched"));
  }

  // --- Building

  SampleRecord and(EvidencePayload payload) {
    history = history.and(payload);
    return this;
  }

  private SampleRecord recorded(StreamName stream, long from, String... parts) {
    var end = storeAll(stream, from, parts);
    return and(
        new OutputRecorded(stream, from, end, chunks.get(stream.text()).size(), root(stream)));
  }

  /** Stores what was not stored before, the last parts. */
  private SampleRecord closed(StreamName stream, long storedTo, String... parts) {
    var whole = String.join("", parts);
    var stored = chunks.containsKey(stream.text()) ? storedTo : 0;
    store(stream, stored, whole.substring((int) stored));
    return and(new StreamClosed(record(stream, whole)));
  }

  private StreamRecord whole(StreamName stream, String text) {
    store(stream, 0, text);
    return record(stream, text);
  }

  private StreamRecord record(StreamName stream, String whole) {
    var size = whole.length();
    return new StreamRecord(
        stream,
        size,
        size,
        chunks.get(stream.text()).size(),
        List.of(),
        Sha256.ofText(whole),
        root(stream),
        Ending.EOF);
  }

  private long storeAll(StreamName stream, long from, String... parts) {
    var offset = from;
    for (var part : parts) {
      store(stream, offset, part);
      offset += part.length();
    }
    return offset;
  }

  private void store(StreamName stream, long offset, String text) {
    var rows = chunks.computeIfAbsent(stream.text(), name -> new ArrayList<>());
    var salt = new byte[Chunk.SALT_BYTES];
    Arrays.fill(salt, (byte) (rows.size() + stream.text().length()));
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    rows.add(
        new ChunkRow(
            rows.size(),
            offset,
            1000L * rows.size(),
            salt,
            Chunk.commitmentOf(salt, bytes).hash(),
            bytes));
  }

  private Sha256 root(StreamName stream) {
    var tree = new CompactRange();
    chunks.get(stream.text()).forEach(row -> tree.append(row.commitment().clone()));
    return tree.root();
  }

  /** Destroys the content of a chunk, as erasing does. */
  SampleRecord erase(StreamName stream, int index) {
    chunks
        .get(stream.text())
        .replaceAll(
            row ->
                row.index() == index
                    ? new ChunkRow(
                        row.index(), row.offset(), row.atMicros(), null, row.commitment(), null)
                    : row);
    return this;
  }

  // --- What it is

  ExecutionRef ref() {
    return history.ref();
  }

  History history() {
    return history;
  }

  ChainHead head() {
    var events = history.events();
    return events.get(events.size() - 1).head();
  }

  Optional<LogExcerpt> logged() {
    return Optional.of(SampleLog.excerpt(ref(), head(), true));
  }

  /** In a log whose key was changed twice, before and after. */
  Optional<LogExcerpt> loggedWithHandovers() {
    return Optional.of(
        SampleLog.beganWith(SampleLog.KEY)
            .others(3)
            .handedOverTo(SampleLog.key(2))
            .others(2)
            .anchored(this)
            .handedOverTo(SampleLog.key(3))
            .others(4)
            .excerpt(ref()));
  }

  /** Erases the request and a part of what it printed, as a log says whose key was then changed. */
  Optional<LogExcerpt> erasedAndLogged() {
    erase(StreamName.REQUEST, 0).erase(StreamName.STDOUT, 1).erase(StreamName.STDOUT, 2);
    return Optional.of(
        SampleLog.beganWith(SampleLog.KEY)
            .others(2)
            .anchored(this)
            .erased(ref(), StreamName.STDOUT, 1, 3)
            .handedOverTo(SampleLog.key(2))
            .others(1)
            .erased(ref(), StreamName.REQUEST, 0, 1)
            .others(2)
            .excerpt(ref()));
  }

  @Override
  public Iterator<EventRow> events(ExecutionRef ref) {
    return history.events().stream()
        .map(event -> new EventRow(event.event().seq(), event.canonical()))
        .iterator();
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
