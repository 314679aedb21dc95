package io.executionplane.journal.verify;

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
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/** A sound record of an execution with some streams, the same for the same seed. */
final class RandomRecord {

  final MemoryEvidence evidence = new MemoryEvidence();
  private final Random random;
  private final long seed;
  private History history;

  private RandomRecord(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.history = History.of("random-" + seed);
  }

  /** A record of an execution that has ended, none of whose bytes is left out. */
  static RandomRecord whole(long seed) {
    var record = new RandomRecord(seed);
    record.write(false);
    return record;
  }

  /** The same, but each stream has a gap. */
  static RandomRecord withGaps(long seed) {
    var record = new RandomRecord(seed);
    record.write(true);
    return record;
  }

  ExecutionRef ref() {
    return history.ref();
  }

  long seed() {
    return seed;
  }

  History history() {
    return history;
  }

  int lastSeq() {
    return evidence.events.size();
  }

  /** The end of the chain, as a log would vouch for it. */
  HeadAnchors anchored() {
    var events = history.events();
    List<ChainHead> heads = List.of(events.get(events.size() - 1).head());
    return ref -> heads;
  }

  private void write(boolean gaps) {
    var text = Sha256.of(bytes(20)).text().repeat(1 + random.nextInt(10));
    var recorded = RecordedRequest.toRun("random-" + seed, text);
    var request = script(StreamName.REQUEST, pieces(recorded.text()), false);
    var requestRecord = ((StreamClosed) last(request)).record();
    append(
        new AdmissionAccepted(
            recorded.hash(), requestRecord, Provenance.nodeAdmitted(), Optional.empty()));
    append(Payloads.selected());
    append(Payloads.started());
    var scripts = new ArrayList<Queue<EvidencePayload>>();
    for (var stream : List.of(StreamName.STDIN, StreamName.STDOUT, StreamName.STDERR)) {
      scripts.add(script(stream, pieces(), gaps));
    }
    while (!scripts.isEmpty()) {
      var script = scripts.get(random.nextInt(scripts.size()));
      append(random.nextInt(4) == 0 ? Payloads.fact("process.launched") : script.remove());
      scripts.removeIf(Queue::isEmpty);
    }
    append(Payloads.completed());
  }

  private static EvidencePayload last(Queue<EvidencePayload> script) {
    while (script.size() > 1) {
      script.remove();
    }
    return script.remove();
  }

  private void append(EvidencePayload payload) {
    history = history.and(payload);
    var event = last(history);
    evidence.events.add(new EventRow(event.event().seq(), event.canonical()));
  }

  private static RecordedEvent last(History history) {
    return history.events().get(history.events().size() - 1);
  }

  private List<byte[]> pieces() {
    return Stream.generate(() -> bytes(1 + random.nextInt(300)))
        .limit(1 + random.nextInt(12))
        .toList();
  }

  private List<byte[]> pieces(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var pieces = new ArrayList<byte[]>();
    for (var from = 0; from < bytes.length; ) {
      var to = Math.min(bytes.length, from + 1 + random.nextInt(300));
      pieces.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return pieces;
  }

  /** Stores chunks of a stream, and says what events tell about it. */
  private Queue<EvidencePayload> script(StreamName stream, List<byte[]> pieces, boolean gap) {
    var script = new ArrayDeque<EvidencePayload>();
    var tree = new CompactRange();
    var digest = Sha256.digest();
    var omitted = new ArrayList<Omission>();
    var count = pieces.size();
    var gapBefore = gap ? random.nextInt(count) : -1;
    long offset = 0;
    long captured = 0;
    long from = -1;
    for (var index = 0; index < count; index++) {
      if (index == gapBefore) {
        var to = offset + 1 + random.nextInt(1000);
        omitted.add(new Omission(new ByteRange(offset, to), Omission.Reason.CAPTURE_LIMIT));
        offset = to;
      }
      from = from < 0 ? offset : from;
      var chunk = chunk(stream, index, offset, pieces.get(index));
      evidence.add(chunk);
      tree.append(chunk.commitment().hash());
      digest.update(chunk.bytes().toArray());
      captured += chunk.bytes().size();
      offset = chunk.end();
      if (random.nextInt(3) == 0) {
        script.add(new OutputRecorded(stream, from, offset, tree.size(), tree.root()));
        from = -1;
      }
    }
    script.add(
        new StreamClosed(
            new StreamRecord(
                stream,
                offset,
                captured,
                count,
                omitted,
                Sha256.ofHash(digest.digest()),
                tree.root(),
                Ending.EOF)));
    return script;
  }

  private Chunk chunk(StreamName stream, int index, long offset, byte[] bytes) {
    return new Chunk(
        ref(),
        stream,
        index,
        offset,
        index,
        ByteString.fromArray(bytes(Chunk.SALT_BYTES)),
        ByteString.fromArray(bytes));
  }

  private byte[] bytes(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
