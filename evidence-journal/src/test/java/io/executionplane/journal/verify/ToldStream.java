package io.executionplane.journal.verify;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.merkle.MerkleTree;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * A running execution whose chain is sound, with a stream about which its events can say anything.
 */
final class ToldStream {

  static final StreamName STREAM = StreamName.STDOUT;

  final MemoryEvidence evidence = new MemoryEvidence();
  private final List<Chunk> chunks = new ArrayList<>();
  private History history = History.of("told");

  ToldStream() {
    var request = RecordedRequest.empty();
    var chunk = chunk(StreamName.REQUEST, 0, 0, request.text());
    evidence.add(chunk);
    told(new AdmissionAccepted(
            request.hash(), wholeStream(chunk), Provenance.nodeAdmitted(), Optional.empty()))
        .told(Payloads.selected())
        .told(Payloads.started());
  }

  private static StreamRecord wholeStream(Chunk chunk) {
    var size = chunk.bytes().size();
    return new StreamRecord(
        chunk.stream(),
        size,
        size,
        1,
        List.of(),
        Sha256.of(chunk.bytes().toArray()),
        MerkleTree.root(List.of(chunk.commitment().hash())),
        Ending.EOF);
  }

  /** What is true of a stream without bytes. */
  static StreamRecord emptyStream(StreamName name) {
    return new StreamRecord(name, 0, 0, 0, List.of(), Sha256.of(), Sha256.of(), Ending.EOF);
  }

  /** Stores a text where the last one ended. */
  ToldStream stored(String text) {
    return storedAt(chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).end(), text);
  }

  ToldStream storedAt(long offset, String text) {
    var chunk = chunk(STREAM, chunks.size(), offset, text);
    chunks.add(chunk);
    evidence.add(chunk);
    return this;
  }

  private Chunk chunk(StreamName stream, int index, long offset, String text) {
    return new Chunk(
        history.ref(),
        stream,
        index,
        offset,
        index,
        ByteString.fromArray(new byte[Chunk.SALT_BYTES]),
        ByteString.fromString(text));
  }

  /** Appends an event. */
  ToldStream told(EvidencePayload payload) {
    history = history.and(payload);
    return this;
  }

  /** Appends what is true of the first chunks. */
  ToldStream toldOf(long from, long to, int count) {
    return told(new OutputRecorded(STREAM, from, to, count, root(count)));
  }

  ToldStream toldClosed(StreamRecord record) {
    return told(new StreamClosed(record));
  }

  /** A record of the first chunks. */
  StreamRecord record(int count, long total, long captured, String content, Omission... omitted) {
    return new StreamRecord(
        STREAM,
        total,
        captured,
        count,
        List.of(omitted),
        Sha256.of(content.getBytes(StandardCharsets.UTF_8)),
        root(count),
        Ending.EOF);
  }

  Sha256 root(int count) {
    return MerkleTree.root(
        chunks.subList(0, count).stream().map(chunk -> chunk.commitment().hash()).toList());
  }

  History history() {
    return history;
  }

  String ref() {
    return history.ref().text();
  }

  /** Ends the execution, and verifies it. */
  VerificationReport verifyEnded() {
    return told(Payloads.completed()).verify();
  }

  VerificationReport verify() {
    evidence.events.clear();
    for (var event : history.events()) {
      evidence.events.add(new EventRow(event.event().seq(), event.canonical()));
    }
    return new ExecutionVerifier(evidence, HeadAnchors.none()).verify(history.ref());
  }
}
